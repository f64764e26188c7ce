"""A language model behind an address that speaks like OpenAI's (Ollama, vLLM, llama.cpp, hosted ones).

What a server answers is only ever text, of bounded size and time; what it means is judged elsewhere (`answers.py`). The text of a
document goes to the stated server alone. The key is read from the environment when it is sent. It never occurs in a value, message or
file, and is removed from every answer.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import math
import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from disgraph.errors import InputError, LimitExceeded, MisuseError
from disgraph.extract.llm.dialects import in_other_dialect
from disgraph.files import read_regular, replace_files
from disgraph.http_connection import MOVED, Address, Body, HttpConnection, begin_of_text, default_port, failure

#: The environment variables of the settings: ours, and those of OpenAI's own tools.
URL, MODEL, KEY = ("DISGRAPH_LLM_URL", "OPENAI_BASE_URL"), ("DISGRAPH_LLM_MODEL", "OPENAI_MODEL"), ("DISGRAPH_LLM_KEY", "OPENAI_API_KEY")
TIMEOUT = "DISGRAPH_LLM_TIMEOUT"
#: Maximum number of bytes of an answer, and of an error message, and of characters of the message that are shown.
_LARGEST_ANSWER, _LARGEST_ERROR, _SHOWN = 4_000_000, 2_000, 200
#: Maximum number of seconds that a timeout may have.
_LONGEST = 86_400.0
#: No answer takes more tokens than this; a larger count is a mistake of the server.
_MOST_TOKENS = 10_000_000
#: Characters of a token, about: https://help.openai.com/en/articles/4936856
_CHARACTERS = 4
#: Seconds before each retry, unless the server asks for more.
_WAITS = (0.5, 1.0, 2.0, 4.0)
#: Bytes that are read at once.
_AT_ONCE = 65_536
_STRUCK = "[key]"
_UNAUTHORISED, _NOT_FOUND, _TOO_MANY = (401, 403), 404, 429
#: How often a question is asked in another way.
_MOST_DIALECTS = 5
_PASSING = {408, 409, 429, 500, 502, 503, 504}


class ChatServer(NamedTuple):
    """Where a model is and how it is asked; `cache` is the folder of its answers, `timeout` the seconds of an answer with all retries."""

    url: str
    model: str
    cache: Path | None = None
    timeout: float = 120.0
    retries: int = 2
    answer_tokens: int = 4_000


class ChatAnswer(NamedTuple):
    """What a model answered: its text, whether it was cut off, how many tokens it took, and whether it was kept from before.

    `is_estimated` is true if the server did not count the tokens, or gave impossible numbers.
    """

    text: str
    is_cut: bool
    tokens_in: int
    tokens_out: int
    is_kept: bool
    is_estimated: bool = False


class _PassingFailure(Exception):
    """A failure that a retry may overcome; `wait` is what the server asks for, in seconds."""

    def __init__(self, error: InputError | LimitExceeded, wait: float = 0.0) -> None:
        super().__init__(error.message)
        self.error, self.wait = error, wait


def read_chat_server(environment: Mapping[str, str], cache: Path | None) -> ChatServer:
    """Return the endpoint that the environment names.

    Raises:
        MisuseError: it names no address or no model, or a setting is malformed.
    """
    url, model = _first(environment, URL), _first(environment, MODEL)
    if not url or not model:
        missing = URL[0] if not url else MODEL[0]
        remedy = f"Set {URL[0]} (such as http://localhost:11434/v1), {MODEL[0]} and, if the server requires one, {KEY[0]}."
        raise MisuseError(f"A language model is needed: {missing} is not set.", remedy)
    server = ChatServer(url.rstrip("/"), model, cache, _seconds(environment.get(TIMEOUT, "120")))
    _address(server)
    return server


def _first(environment: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((environment[name] for name in names if environment.get(name)), "")


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds <= _LONGEST:
        raise MisuseError(f"{TIMEOUT} is {text[:40]!r}.", f"Set it to a number of seconds up to {_LONGEST:,.0f}.")
    return seconds


def _address(endpoint: ChatServer) -> Address:
    """Return where questions are sent."""
    url = endpoint.url
    try:
        parts = urlsplit(url)
        port = parts.port or default_port(parts.scheme)
    except ValueError:
        parts, port = urlsplit(""), None
    if port is None or not parts.hostname or not url.isascii() or not url.isprintable() or " " in url:
        raise MisuseError(f"{URL[0]} is not a web address.", "Write it like http://localhost:11434/v1.")
    query = f"?{parts.query}" if parts.query else ""
    return Address(parts.scheme, parts.hostname, port, f"{parts.path.rstrip('/')}/chat/completions{query}")


def ask(endpoint: ChatServer, messages: list[dict[str, str]], schema: Mapping[str, object]) -> ChatAnswer:
    """Return what a model answers, from the cache if it was asked the same before.

    Args:
        endpoint: which model.
        messages: the prompt, by role.
        schema: the JSON schema of the answer; a server may ignore it.

    Raises:
        MisuseError: the server refuses the key or has no such model.
        LimitExceeded: the server took too long, or answered more than is read.
        InputError: the server cannot be reached, redirects elsewhere, returns an error or no chat completion.
    """
    kept = _cache_file(endpoint, messages, schema)
    if kept is not None and kept.exists() and (answer := _kept(kept)):
        return answer
    answer = _read_answer(endpoint, _post(endpoint, messages, schema), messages)
    if kept is not None and not answer.is_cut and _is_object(answer.text):
        values = {"text": answer.text, "tokens_in": answer.tokens_in, "tokens_out": answer.tokens_out}
        replace_files({kept: json.dumps(values, ensure_ascii=False).encode("utf-8", "replace")})
    return answer


def is_kept(endpoint: ChatServer, messages: list[dict[str, str]], schema: Mapping[str, object]) -> bool:
    """Return whether the cache has the answer to the same question."""
    kept = _cache_file(endpoint, messages, schema)
    return kept is not None and kept.exists() and _kept(kept) is not None


def _cache_file(endpoint: ChatServer, messages: list[dict[str, str]], schema: Mapping[str, object]) -> Path | None:
    if endpoint.cache is None:
        return None
    asked = json.dumps([endpoint.url, endpoint.model, endpoint.answer_tokens, messages, schema], sort_keys=True)
    return endpoint.cache / f"{hashlib.sha256(asked.encode('utf-8', 'replace')).hexdigest()}.json"


def _kept(file: Path) -> ChatAnswer | None:
    """Return an answer from the cache, or None if the file is damaged, so that the server is asked again."""
    try:
        values = json.loads(read_regular(file, 2 * _LARGEST_ANSWER))
        counts = _count(values["tokens_in"]), _count(values["tokens_out"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    if not isinstance(values["text"], str) or None in counts:
        return None
    return ChatAnswer(values["text"], is_cut=False, tokens_in=counts[0] or 0, tokens_out=counts[1] or 0, is_kept=True)


def _count(value: object) -> int | None:
    """Return a number of tokens, or None if it is not one."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST_TOKENS else None


def _is_object(text: str) -> bool:
    """Return whether an answer has a whole JSON object, alone or after other words, so that it is worth keeping."""
    start = text.find("{", text.find("</think>") + 1)
    try:
        return start >= 0 and isinstance(json.JSONDecoder().raw_decode(text, start)[0], dict)
    except (ValueError, RecursionError):
        return False


def _post(endpoint: ChatServer, messages: list[dict[str, str]], schema: Mapping[str, object]) -> bytes:
    """Return the bytes of the answer of a server; every error is one of ours."""
    asked: dict[str, object] = {
        "model": endpoint.model,
        "messages": messages,
        "response_format": {"type": "json_schema", "json_schema": {"name": "claims", "strict": True, "schema": schema}},
        "temperature": 0,
        "seed": 0,
        "max_tokens": endpoint.answer_tokens,
    }
    for _ in range(_MOST_DIALECTS):
        try:
            return _sent(endpoint, json.dumps(asked).encode())
        except InputError as error:
            other = in_other_dialect(asked, error.message)
            if other is None:
                raise
            asked = other
    return _sent(endpoint, json.dumps(asked).encode())


def _sent(endpoint: ChatServer, body: bytes) -> bytes:
    """Send a question, and again after a passing failure."""
    connection = HttpConnection("language model", endpoint.timeout, f"Raise {TIMEOUT}.", idle=_LONGEST)
    for attempt in range(endpoint.retries + 1):
        try:
            return _once(endpoint, connection, body)
        except _PassingFailure as passing:
            wait = max(passing.wait, _WAITS[min(attempt, len(_WAITS) - 1)])
            if attempt == endpoint.retries:
                raise passing.error from None
            if wait >= connection.left():  # a wait that does not fit into the time ends the call
                raise LimitExceeded(passing.error.message, f"Wait {wait:g} seconds and run it again, or raise {TIMEOUT}.") from None
            time.sleep(wait)
        finally:
            connection.close()
    raise AssertionError


def _once(endpoint: ChatServer, connection: HttpConnection, body: bytes) -> bytes:
    """Send a question once, and return the answer."""
    try:
        with connection.watched():
            response = _answered(endpoint, connection, body)
            if response.headers.get("Content-Encoding", "identity").lower() != "identity":
                raise InputError(f"{_host(endpoint)}: the answer is compressed, which was not requested.", "Use another server or proxy.")
            too_large = LimitExceeded(f"{_host(endpoint)}: the answer is larger than {_LARGEST_ANSWER:,} bytes.", "Use another model.")
            body_read = Body(response, connection.check_time, _LARGEST_ANSWER, too_large)
            return b"".join(iter(lambda: body_read.read(_AT_ONCE), b""))
    except (OSError, http.client.HTTPException) as error:
        connection.check_time()
        remedy = f"Check that the server runs and that {URL[0]} is its address."
        raise _PassingFailure(InputError(f"{_host(endpoint)}: no answer: {failure(error)}.", remedy)) from None


def _answered(endpoint: ChatServer, connection: HttpConnection, body: bytes) -> http.client.HTTPResponse:
    """Return the successful response; a redirection is followed once, and only to the same server.

    The text of a document is sent to the stated server alone.
    """
    address, key = _address(endpoint), _first(os.environ, KEY)
    headers = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}
    if key:
        headers["Authorization"] = _bearer(key)
    response = connection.post(address, body, headers)
    target = _target(address, response)
    if target is not None and target.origin == address.origin:
        connection.close()
        response = connection.post(target, body, headers)
        target = _target(target, response)
    if target is not None:
        shown = str(target._replace(target=""))
        raise InputError(f"{_host(endpoint)}: redirects to {shown}; no text was sent there.", f"If you trust it, set {URL[0]} to it.")
    if response.status != http.HTTPStatus.OK:
        raise _refused(endpoint, response, begin_of_text(response, _LARGEST_ERROR, _SHOWN, (key,)))
    return response


def _bearer(key: str) -> str:
    if not key.isascii() or not key.isprintable():
        raise MisuseError(f"{KEY[0]} has a character that cannot be sent.", "Set it to the key alone.")
    return f"Bearer {key}"


def _target(address: Address, response: http.client.HTTPResponse) -> Address | None:
    """Return where a response redirects, or None; an invalid address counts as one of another server."""
    if response.status not in MOVED:
        return None
    try:
        parts = urlsplit(urljoin(str(address), response.headers.get("Location", "")))
        port = parts.port or default_port(parts.scheme)
    except ValueError:
        port = None
    if port is None or not parts.hostname:
        return Address("http", "an invalid address", 80, "")
    return Address(parts.scheme, parts.hostname, port, parts.path + (f"?{parts.query}" if parts.query else ""))


def _refused(endpoint: ChatServer, response: http.client.HTTPResponse, text: str) -> Exception:
    """Return the error that an HTTP status means."""
    status = response.status
    message = f"{_host(endpoint)}: HTTP {status}{': ' if text else '.'}{text}"
    if status in _UNAUTHORISED:
        return MisuseError(message, f"Check that {KEY[0]} is the key of this server.")
    if status == _NOT_FOUND:
        return MisuseError(message, f"Check that {endpoint.model!r} is a model of this server, and {URL[0]} (often ending in /v1).")
    if status == _TOO_MANY:
        error: InputError | LimitExceeded = LimitExceeded(message, "Wait, and run it again: what was answered is kept.")
    else:
        error = InputError(message, "Run it again: what was answered is kept.")
    return _PassingFailure(error, _asked_wait(response)) if status in _PASSING else error


def _asked_wait(response: http.client.HTTPResponse) -> float:
    """Return the seconds that a server asks to wait."""
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        value = response.headers.get(name, "").strip()
        if value.isascii() and value.isdigit():
            return float(value) * unit
    return 0.0


def _host(endpoint: ChatServer) -> str:
    """Return the address of a server without what may be secret in it."""
    return endpoint.url.rsplit("@", 1)[-1].split("?", 1)[0].removeprefix("https://").removeprefix("http://")


def _struck(text: str, key: str) -> str:
    return text.replace(key, _STRUCK) if key else text


def _read_answer(endpoint: ChatServer, data: bytes, messages: list[dict[str, str]]) -> ChatAnswer:
    """Return the message in what a server answered.

    Raises:
        InputError: there is none.
    """
    usage: object = None
    try:
        values = json.loads(data.decode("utf-8", "replace"))
        choice, usage = values["choices"][0], values.get("usage")
        text, reason = choice["message"]["content"], choice.get("finish_reason")
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        text, reason = None, None
    if not isinstance(text, str):
        remedy = f"Check that {URL[0]} is an address of OpenAI-compatible chat completions."
        raise InputError(f"{_host(endpoint)}: the answer is not a chat completion.", remedy)
    counts = usage if isinstance(usage, dict) else {}
    read, written = _count(counts.get("prompt_tokens")), _count(counts.get("completion_tokens"))
    is_estimated = not read or written is None
    if is_estimated:
        read, written = sum(len(each["content"]) for each in messages) // _CHARACTERS + 1, len(text) // _CHARACTERS + 1
    return ChatAnswer(_struck(text, _first(os.environ, KEY)), reason == "length", read or 0, written or 0, False, is_estimated)
