"""One refresh in this process, through Dagster, so that the run shows in the UI like any other."""

import warnings
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import dagster as dg
from filelock import FileLock, Timeout

from pipeline.definitions import defs
from pipeline.defs.fetching import FetchConfig
from pipeline.stages import runs


@dataclass(frozen=True, slots=True)
class Outcome:
    """One sentence for each step or check that failed, none when all went well; and for each check that only warns.

    `is_published` tells whether the run came as far as publishing.
    """

    failures: list[str]
    warnings: list[str]
    is_published: bool


def refresh(config: FetchConfig) -> Outcome:
    """Run the job `refresh`; tells what failed, and what a person should look at.

    Raises KeyboardInterrupt when the user stopped it, which Dagster takes for a failed step.
    """
    job = defs().resolve_job_def("refresh")
    # Progress goes through the logger `lumbung`; Dagster's own console lines would drown it.
    quiet = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
    run_config = quiet | {"ops": {"read_sources": {"config": config.model_dump()}}}
    with dg.DagsterInstance.get() as instance, warnings.catch_warnings():
        result = job.execute_in_process(instance=instance, run_config=run_config, raise_on_error=False)
        if any(kind == "DagsterExecutionInterruptedError" for kind, _, _ in _errors(result)):
            raise KeyboardInterrupt
        failures = [*_checks(result, dg.AssetCheckSeverity.ERROR), *_failed_steps(result)]
        if not result.success and not failures:
            failures.append("run: ended without success. Look at it in the UI.")
        published = any(event.is_step_success and event.step_key == "ops__published" for event in result.all_events)
        return Outcome(failures, _checks(result, dg.AssetCheckSeverity.WARN), published)


def free_queue(lock: Path) -> None:
    """Mark runs whose process died as failed, so that they do not keep others waiting; none while a refresh runs."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with suppress(Timeout), FileLock(lock, timeout=0), dg.DagsterInstance.get() as instance:
        runs.end_dead_runs(instance)


def _checks(result: dg.ExecuteInProcessResult, severity: dg.AssetCheckSeverity) -> list[str]:
    """A sentence for each check of this severity that found rows."""
    word = "failed" if severity == dg.AssetCheckSeverity.ERROR else "warns"
    return [
        f"check {word}: {check.asset_key.to_user_string()} {check.check_name}: {check.description}"
        " The rows are on the page of the check in the UI."
        for check in result.get_asset_check_evaluations()
        if not check.passed and check.severity == severity
    ]


def _failed_steps(result: dg.ExecuteInProcessResult) -> list[str]:
    failures: dict[str, str] = {}
    for kind, message, step in _errors(result):
        if kind != "DagsterAssetCheckFailedError":
            failures.setdefault(message, step)
    return [f"{step}: {message}" for message, step in failures.items()]


def _errors(result: dg.ExecuteInProcessResult) -> Iterator[tuple[str | None, str, str]]:
    """Class and message of each error of the run, without what Dagster wraps around it, and the step that it ended."""
    for event in result.all_events:
        error = getattr(event.event_specific_data, "error", None)
        while error is not None and error.cause is not None and (error.cls_name or "").startswith("Dagster"):
            error = error.cause
        if error is not None:
            yield error.cls_name, error.message.strip(), event.step_key or "run"
