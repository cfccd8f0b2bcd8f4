"""Write a planned report to Word and refresh drafts of it, beside the window: the two buttons and what they start."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from codebooks.errors import OteError
from coder.jobs import Work
from coder.plan_jobs import refresh_job, write_planned
from coder.planning import known, names_ever, plan_of, written_quotes
from coder.report_files import OTHERS
from coder.views.bars import JobBar, MessageBar, button
from coder.views.forms import ask_for_file
from coder.views.pages import Desk
from coder.views.refreshed_dialog import RefreshedDialog
from exports.plan_material import plan_material
from exports.plan_refresh import PlanRefreshed
from exports.planned import Planned
from exports.refreshing.draft import open_draft
from projects import commands
from projects.plans.plan import Plan
from projects.store import now


class PlanWord:
    """Hold the buttons; `flush` is called first, so that what is being typed is in the report."""

    def __init__(self, desk: Desk, messages: MessageBar, job: JobBar, flush: Callable[[], object]) -> None:
        """Begin without a plan."""
        self._desk, self._messages, self._job, self._flush = desk, messages, job, flush
        self._session, self._say = desk.session, desk.say
        self._plan: Plan | None = None
        self._made: Planned | None = None
        self.write = button(self._say("plan.write"), self.ask_write, "accent")
        self.refresh = button(self._say("plan.refresh"), self.ask_refresh)

    def show(self, plan: Plan | None, made: Planned | None) -> None:
        """Take the plan in hand as it would be printed now."""
        self._plan, self._made = plan, made

    def ask_write(self) -> None:
        """Ask where the Word file goes, and write it."""
        self._flush()
        if self._plan is not None:
            start = self._session.store.path.with_name(f"{self._plan.name}.docx")
            ask_for_file(self._desk.window, lambda path: self.write_to(Path(path)), save=True, start=str(start),
                         pattern=self._say("report_file.pattern"))  # fmt: skip

    def write_to(self, path: Path) -> None:
        """Write the report beside the window, for Word unless the name says OpenDocument or HTML."""
        if self._plan is None or self._made is None:
            return
        kind = path.suffix.lower()
        path = path if kind in (".docx", *OTHERS) else path.with_name(f"{path.name}.docx")
        template = Path(self._plan.template) if self._plan.template and kind not in OTHERS else None
        self._start(partial(write_planned, self._made, template, path), "plan.writing", partial(self._written, path))

    def ask_refresh(self) -> None:
        """Ask for the draft, and refresh it."""
        start = str(self._session.store.path.with_suffix(".docx"))
        ask_for_file(self._desk.window, lambda path: self.refresh_draft(Path(path)), start=start,
                     pattern=self._say("plan.draft_pattern"), title=self._say("plan.refresh"))  # fmt: skip

    def refresh_draft(self, path: Path) -> None:
        """Refresh a draft beside the window, from the plan it was written from, else from the one in hand."""
        store = self._session.store
        try:
            draft = open_draft(path)
            known_plan = any(one.id == draft.plan for one in store.plans())
            plan = plan_of(store, draft.plan, self._plan.id if self._plan and not known_plan else None)
        except OteError as problem:
            self._messages.tell(problem)
            return
        material = plan_material(store.snapshot(), plan, known(store), now())
        work = partial(refresh_job, draft, plan, material, names_ever(store), now())
        self._start(work, "plan.refreshing", partial(self._refreshed, path))

    def _written(self, path: Path, printed: object) -> None:
        if isinstance(printed, tuple):
            self._session.do(commands.RecordDocument("report", path.name, written_quotes(printed)))
            self._messages.say(self._say("plan.written", file=path.name, n=len(printed)), "ok")

    def _refreshed(self, path: Path, done: object) -> None:
        if isinstance(done, PlanRefreshed):
            if done.path is not None:
                self._session.do(commands.RecordDocument("report", path.name, written_quotes(done.printed)))
            RefreshedDialog(done, theme=self._desk.theme, say=self._say, parent=self._desk.window).open()

    def _start(self, work: Callable[[], Work], words: str, finished: Callable[[object], object]) -> None:
        job = self._desk.runner.start(work, "plan")
        self._messages.hide()
        self._job.follow(job, self._say(words))
        self._able(able=False)
        job.finished.connect(finished)
        job.failed.connect(self._messages.tell)
        job.cancelled.connect(lambda: self._messages.say(self._say("report.stopped")))
        job.ended.connect(lambda: self._able(able=True))

    def _able(self, *, able: bool) -> None:
        self.write.setEnabled(able)
        self.refresh.setEnabled(able)
