"""A language model behind an address that speaks like OpenAI's (Ollama, vLLM, llama.cpp, hosted ones): the room of the library `openai`.

What a server answers is only ever text, of bounded size and time; what it means is judged elsewhere (`answers.py`). The key is read from
the environment when it is sent. It never occurs in a value, message or file, and is removed from every answer.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from disgraph.errors import InputError, LimitExceeded, MisuseError
from disgraph.files import replace_files

#: The environment variables of the settings: ours, and those of OpenAI's own tools.
URL, MODEL, KEY = ("DISGRAPH_LLM_URL", "OPENAI_BASE_URL"), ("DISGRAPH_LLM_MODEL", "OPENAI_MODEL"), ("DISGRAPH_LLM_KEY", "OPENAI_API_KEY")
#: How many bytes of an answer are read at most.
_LARGEST_ANSWER = 4_000_000
_STRUCK = "[key]"
_UNAUTHORISED, _NOT_FOUND, _TOO_MANY = (401, 403), 404, 429


class ChatServer(NamedTuple):
    """Where a model is and how it is asked; `cache` is the folder of its answers, times are in seconds."""

    url: str
    model: str
    cache: Path | None = None
    timeout: float = 120.0
    retries: int = 2
    answer_tokens: int = 4_000


class ChatAnswer(NamedTuple):
    """What a model answered: its text, whether it was cut off, how many tokens it took, and whether it was kept from before."""

    text: str
    is_cut: bool
    tokens_in: int
    tokens_out: int
    is_kept: bool


def read_chat_server(environment: Mapping[str, str], cache: Path | None) -> ChatServer:
    """Return the endpoint that the environment names.

    Raises:
        MisuseError: it names no address or no model.
    """
    url, model = _first(environment, URL), _first(environment, MODEL)
    if not url or not model:
        missing = URL[0] if not url else MODEL[0]
        remedy = f"Set {URL[0]} (such as http://localhost:11434/v1), {MODEL[0]} and, if the server wants one, {KEY[0]}."
        raise MisuseError(f"A language model is needed: {missing} is not set.", remedy)
    return ChatServer(url.rstrip("/"), model, cache, float(environment.get("DISGRAPH_LLM_TIMEOUT", "120")))


def _first(environment: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((environment[name] for name in names if environment.get(name)), "")


def ask(endpoint: ChatServer, messages: list[dict[str, str]], schema: Mapping[str, object]) -> ChatAnswer:
    """Return what a model answers, from the cache if it was asked the same before.

    Args:
        endpoint: which model.
        messages: the prompt, by role.
        schema: the JSON schema of the answer; a server may ignore it.

    Raises:
        MisuseError: the library is not installed, the server refuses the key or has no such model.
        LimitExceeded: the server took too long, or answered more than is read.
        InputError: the server cannot be reached, returns an error or no chat completion.
    """
    kept = _cache_file(endpoint, messages, schema)
    if kept is not None and kept.exists() and (answer := _kept(kept)):
        return answer
    answer = _read_answer(endpoint, _post(endpoint, messages, schema))
    if kept is not None and not answer.is_cut and _is_object(answer.text):
        values = {"text": answer.text, "tokens_in": answer.tokens_in, "tokens_out": answer.tokens_out}
        replace_files({kept: json.dumps(values, ensure_ascii=False).encode("utf-8", "replace")})
    return answer


def is_kept(endpoint: ChatServer, messages: list[dict[str, str]], schema: Mapping[str, object]) -> bool:
    """Return whether the cache has the answer to the same question."""
    kept = _cache_file(endpoint, messages, schema)
    return kept is not None and kept.exists()


def _cache_file(endpoint: ChatServer, messages: list[dict[str, str]], schema: Mapping[str, object]) -> Path | None:
    if endpoint.cache is None:
        return None
    asked = json.dumps([endpoint.url, endpoint.model, endpoint.answer_tokens, messages, schema], sort_keys=True)
    return endpoint.cache / f"{hashlib.sha256(asked.encode('utf-8', 'replace')).hexdigest()}.json"


def _kept(file: Path) -> ChatAnswer | None:
    """Return an answer from the cache, or None if the file is damaged, so that the server is asked again."""
    try:
        values = json.loads(file.read_bytes())
        return ChatAnswer(
            str(values["text"]), is_cut=False, tokens_in=int(values["tokens_in"]), tokens_out=int(values["tokens_out"]), is_kept=True
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def _post(endpoint: ChatServer, messages: list[dict[str, str]], schema: Mapping[str, object]) -> bytes:
    """Return the bytes of the answer of a server; every error is one of ours."""
    try:
        import openai
    except ImportError as error:
        message = "Language models need the library openai, which is not installed."
        raise MisuseError(message, "Install the extra: pip install 'disgraph[llm]'.") from error
    key = _first(os.environ, KEY)
    try:
        with openai.OpenAI(api_key=key or "none", base_url=endpoint.url, timeout=endpoint.timeout, max_retries=endpoint.retries) as client:
            response_format = {"type": "json_schema", "json_schema": {"name": "claims", "schema": schema}}
            with client.chat.completions.with_streaming_response.create(
                model=endpoint.model, messages=messages, response_format=response_format, temperature=0, seed=0,
                max_tokens=endpoint.answer_tokens,
            ) as response:  # type: ignore[call-overload]  # fmt: skip
                return _bounded(response.iter_bytes(), endpoint)
    except openai.APITimeoutError:
        raise _too_slow(endpoint) from None
    except openai.APIStatusError as error:
        raise _refused(endpoint, error.status_code, _struck(error.message, key)) from None
    except (openai.APIConnectionError, openai.OpenAIError, OSError, ValueError) as error:
        cause = error.__cause__ or error
        message = f"{_host(endpoint)}: no answer ({type(cause).__name__})."
        raise InputError(message, f"Is the server running, and {URL[0]} its address?") from None
    except Exception as error:  # while an answer is read, the HTTP library raises errors that are not classes of openai
        if not type(error).__module__.startswith(("httpx", "httpcore", "h11")):
            raise
        if "Timeout" in type(error).__name__:
            raise _too_slow(endpoint) from None
        raise InputError(f"{_host(endpoint)}: the answer broke off ({type(error).__name__}).", "Run it again.") from None


def _bounded(pieces: object, endpoint: ChatServer) -> bytes:
    """Return all of an answer, if it comes in time and is not too large."""
    until = time.monotonic() + endpoint.timeout
    answer = bytearray()
    for piece in pieces:  # type: ignore[attr-defined]
        answer += piece
        if len(answer) > _LARGEST_ANSWER:
            raise LimitExceeded(f"{_host(endpoint)}: an answer of more than {_LARGEST_ANSWER:,} bytes.", "Use another model or server.")
        if time.monotonic() > until:
            raise _too_slow(endpoint)
    return bytes(answer)


def _too_slow(endpoint: ChatServer) -> LimitExceeded:
    return LimitExceeded(f"{_host(endpoint)}: no whole answer within {endpoint.timeout:g} seconds.", "Allow more by DISGRAPH_LLM_TIMEOUT.")


def _refused(endpoint: ChatServer, status: int, text: str) -> MisuseError | InputError | LimitExceeded:
    """Return the error that an HTTP status means."""
    message = f"{_host(endpoint)}: HTTP {status}: {' '.join(text.split())[:200]}"
    if status in _UNAUTHORISED:
        return MisuseError(message, f"Is {KEY[0]} the key of this server?")
    if status == _NOT_FOUND:
        return MisuseError(message, f"Is {endpoint.model!r} a model of this server, and does {URL[0]} end as it wants (often in /v1)?")
    if status == _TOO_MANY:
        return LimitExceeded(message, "Wait, and run it again: what was answered is kept.")
    return InputError(message, "Run it again: what was answered is kept.")


def _host(endpoint: ChatServer) -> str:
    """Return the address of a server without what may be secret in it."""
    return endpoint.url.rsplit("@", 1)[-1].split("?", 1)[0].removeprefix("https://").removeprefix("http://")


def _struck(text: str, key: str) -> str:
    return text.replace(key, _STRUCK) if key else text


def _read_answer(endpoint: ChatServer, data: bytes) -> ChatAnswer:
    """Return the message in what a server answered.

    Raises:
        InputError: there is none.
    """
    try:
        values = json.loads(data.decode("utf-8", "replace"))
        choice = values["choices"][0]
        text = choice["message"]["content"]
        usage = values.get("usage") or {}
        counted = [int(usage.get(name) or 0) for name in ("prompt_tokens", "completion_tokens")]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        text, choice, counted = None, {}, [0, 0]
    if not isinstance(text, str):
        raise InputError(
            f"{_host(endpoint)}: the answer is not a chat completion.",
            f"Check that {URL[0]} is an address of OpenAI-compatible chat completions.",
        )
    return ChatAnswer(
        _struck(text, _first(os.environ, KEY)), choice.get("finish_reason") == "length", counted[0], counted[1], is_kept=False
    )
