"""Fixtures that several test modules share."""

import os
from pathlib import Path

import pytest

from tests.running import SAMPLE, SHARED, refresh, write_sources


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data folder of one whole refresh of the sample corpus. Read it; never write to it."""
    folder = tmp_path_factory.mktemp("sample")
    refresh(folder / "data", write_sources(folder, SAMPLE))
    return folder / "data"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of annotated articles beside the checkout; tests that need it are skipped where it is absent."""
    if not (SHARED / "gold").is_dir():
        if os.environ.get("CI"):
            pytest.fail("../shared/gold is absent, and CI must measure on it")
        pytest.skip("../shared/gold is absent: the extraction is measured on the sample corpus only")
    return SHARED
