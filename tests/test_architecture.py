"""One direction, one room a library, nothing heavy on the way of a path: read from the imports themselves."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import networkx as nx
import pytest

import disgraph

PACKAGE = Path(disgraph.__file__).resolve().parent

#: The rooms in the order of the way of the data; a room imports from itself and from those before it.
ROOMS = (
    "errors", "files", "similarity", "yamlfile", "rdf", "project", "corpus", "ontology", "claims", "wording", "store", "triples",
