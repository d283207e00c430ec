"""Compiles the C programs of benchmarks/native when they are needed."""

import atexit
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

_SOURCES = Path(__file__).parent.parent / "native"


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="madang-benchmarks-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def program(name: str) -> str:
    return _compile(name, name)


@cache
def preloaded(name: str) -> str:
    """A library for LD_PRELOAD."""
    return _compile(name, f"{name}.so", "-shared", "-fPIC", "-ldl")


def _compile(name: str, output: str, *options: str) -> str:
    target = str(_folder() / output)
    compiler = os.environ.get("CC", "cc")
    subprocess.run([compiler, "-O2", "-o", target, str(_SOURCES / f"{name}.c"), *options], check=True)
    return target
