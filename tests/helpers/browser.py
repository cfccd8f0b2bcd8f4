"""Drive a headless Chromium through its debugging pipe: real pages, real keys and clicks, no network."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

CHROMIUM = shutil.which("chromium")
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--remote-debugging-pipe",
    # A page opened again stays in its process, where it sees at once what it has stored.
    "--disable-features=BackForwardCache",
)
_PHONE = 600


class Browser:
    """Hold one page of a browser; every wait is on what the browser says."""

    def __init__(self, reading: BinaryIO, writing: BinaryIO) -> None:
        self._in = reading
        self._out = writing
        self._number = 0
        self._waiting: list[dict[str, Any]] = []
        self.said: list[str] = []
        target = self._send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.tell(f"{domain}.enable")

    def tell(self, method: str, **values: object) -> dict[str, Any]:
        """Ask the page something and return its answer."""
        return self._send(method, session=self._session, **values)

    def open(self, path: Path) -> None:
        """Open a file and wait until it is loaded: not the page before it, nor the blank one a browser begins with."""
        self.run("window.leaving = true")
        self._waiting.clear()
        self.tell("Page.navigate", url=path.as_uri())
        loaded = False
        while not loaded:
            self._until("Page.loadEventFired")
            loaded = self.run(
                "location.protocol === 'file:' && window.leaving !== true && document.readyState === 'complete'"
            )

    def run(self, script: str) -> Any:
        """Return the value of an expression in the page."""
        done = self.tell("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in done, done
        return done["result"].get("value")

    def key(self, name: str, code: int, text: str = "") -> None:
        """Press and let go of a key."""
        for kind in ("keyDown", "keyUp"):
            self.tell("Input.dispatchKeyEvent", type=kind, key=name, code=name, windowsVirtualKeyCode=code,
                      text=text if kind == "keyDown" else "")

    def size(self, width: int, height: int, scale: float = 1) -> None:
        """Be as big as a phone or a computer."""
        self.tell(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=scale, mobile=width < _PHONE,
        )

    def picture(self, path: Path) -> None:
        """Write what is seen as PNG."""
        path.write_bytes(base64.b64decode(self.tell("Page.captureScreenshot", format="png")["data"]))

    def _send(self, method: str, session: str = "", **values: object) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": values} | ({"sessionId": session} if session else {})
        self._out.write(json.dumps(message).encode() + b"\0")
        self._out.flush()
        while True:
            answer = self._read()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return dict(answer["result"])
            self._note(answer)

    def _until(self, event: str) -> None:
        while not any(one.get("method") == event for one in self._waiting):
            self._note(self._read())
        self._waiting.clear()

    def _note(self, message: dict[str, Any]) -> None:
        self._waiting.append(message)
        if message.get("method") in ("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded"):
            self.said.append(json.dumps(message["params"])[:500])
        if message.get("method") == "Network.requestWillBeSent":
            url = message["params"]["request"]["url"]
            if not url.startswith(("file:", "blob:", "data:")):
                self.said.append(f"asked for {url}")

    def _read(self) -> dict[str, Any]:
        data = b""
        while not data.endswith(b"\0"):
            more = self._in.read(1)
            assert more, "the browser is gone"
            data += more
        return dict(json.loads(data[:-1]))


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """Run a browser whose profile lies in a folder of its own."""
    assert CHROMIUM
    to_read, to_write = os.pipe()
    from_read, from_write = os.pipe()

    def place() -> None:
        os.dup2(to_read, 3)
        os.dup2(from_write, 4)

    process = subprocess.Popen(
        [CHROMIUM, *_FLAGS, f"--user-data-dir={folder}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        pass_fds=(3, 4), preexec_fn=place,  # noqa: PLW1509 - the pipe has fixed numbers
    )
    os.close(to_read)
    os.close(from_write)
    with os.fdopen(from_read, "rb") as reading, os.fdopen(to_write, "wb") as writing:
        yield Browser(reading, writing)
        process.terminate()
        process.wait(20)
