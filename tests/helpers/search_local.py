"""A stand-in for the search worker that does its work in this process, with an analyser that is loaded already."""

from __future__ import annotations

from projects.search.worker import Worker


class LocalHelper:
    """Answer what the worker process would answer."""

    def __init__(self, path, key, analyser):
        self._path, self._key, self._analyser = path, key, analyser
        self._worker = None
        self.asked = []

    def _living(self):
        if self._worker is None:
            self._worker = Worker(None, self._path, self._key)
            self._worker._analyser = self._analyser
        return self._worker

    def add(self, text):
        self._living().do_add(text)

    def keep(self, addresses):
        self._living().do_keep(addresses)

    def finish(self, *, tidy):
        self._living().do_finish(tidy)

    def terms(self, words):
        self.asked.append(words)
        return self._living().do_ask(words)

    def reason(self, language, form, wanted):
        return self._living().do_explain((language, form, wanted))

    def close(self):
        if self._worker:
            self._worker.close()
            self._worker = None
