"""When refreshes happen: the job, the daily schedule, and the sensor that watches the folders."""

import hashlib
import os

import dagster as dg

from pipeline import settings
from pipeline.settings import SettingsError
from pipeline.sources.config import SourcesError, load_sources
from pipeline.sources.folder import list_files

refresh = dg.define_asset_job(
    "refresh",
    selection=dg.AssetSelection.all(),
    description="Read what is new, extract, rebuild the marts, check, publish.",
)


def _cron() -> str:
    expression = os.environ.get("LUMBUNG_SCHEDULE") or "0 5 * * *"
    try:
        # Dagster's own judge of expressions is not public; this class asks it.
        dg.ScheduleDefinition(name="trial", job=refresh, cron_schedule=expression)
    except dg.DagsterInvalidDefinitionError as error:
        raise SettingsError(
            f"LUMBUNG_SCHEDULE is {expression!r}. Set it to a cron expression of five fields, such as 0 5 * * *."
        ) from error
    return expression


daily_refresh = dg.ScheduleDefinition(
    name="daily_refresh",
    job=refresh,
    cron_schedule=_cron(),
    execution_timezone=settings.timezone(),
    default_status=dg.DefaultScheduleStatus.RUNNING if settings.schedule_is_on() else dg.DefaultScheduleStatus.STOPPED,
    description="Refresh once a day. LUMBUNG_SCHEDULE (cron) and LUMBUNG_TIMEZONE change when; LUMBUNG_SCHEDULE_ON=1"
    " switches it on without the UI.",
)


@dg.sensor(
    job=refresh,
    minimum_interval_seconds=30,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Refresh when files appear or change in the folders of the sources.",
)
def inbox_sensor(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
    """Ask for a refresh when the listing of the folders differs from the last one."""
    try:
        sources = [source for source in load_sources(settings.load().sources) if source.enabled]
        entries = [entry for source in sources for entry in list_files(source)]
    except SourcesError as error:
        return dg.SkipReason(str(error))
    digest = hashlib.sha256()
    for entry in entries:
        digest.update(f"{entry.source_id}\0{entry.relative}\0{entry.size}\0{entry.mtime_ns}\n".encode())
    listing = digest.hexdigest()[:16]
    if listing == context.cursor:
        return dg.SkipReason(f"Nothing new in {len(entries)} files.")
    return dg.SensorResult(run_requests=[dg.RunRequest(run_key=listing)], cursor=listing)
