"""The process in which a query with a deadline runs."""

import json
import sys

from disgraph.errors import DisgraphError
from disgraph.sparql.evaluation import run_child

if __name__ == "__main__":
    try:
        run_child()
    except DisgraphError as error:
        sys.exit(json.dumps([error.message, error.remedy]))
