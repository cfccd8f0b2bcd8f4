"""Make the example project for the window: the shipped interviews with their codings, step by step."""

from __future__ import annotations

import tempfile
from pathlib import Path

from coder.jobs import Work


def make_example(path: Path, coder: str) -> Work:
    """Write the example as a project; the answer is its path. It gets its name only when it is whole."""
    # Not before it is needed: the readers and the codebook take a moment to load.
    from codebooks.files import booklet  # noqa: PLC0415
    from coder import example_data  # noqa: PLC0415
    from coder.demo import code_passages  # noqa: PLC0415
    from projects.commands import ImportTranscript  # noqa: PLC0415
    from projects.importers.reading import read_file  # noqa: PLC0415
    from projects.store import Store  # noqa: PLC0415

    steps = len(example_data.FILES) + 2
    yield 0, steps
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".ote-") as folder:
        unfinished = Path(folder) / path.name
        store = Store.create(unfinished, booklet())
        try:
            for at, file in enumerate(example_data.write_files(Path(folder)), 1):
                yield at, steps
                store.do(ImportTranscript(read_file(file)), coder)
            yield steps - 1, steps
            code_passages(store, coder)
        finally:
            store.close()
        unfinished.replace(path)
    yield steps, steps
    return path
