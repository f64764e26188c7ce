"""The client of a language model under one deadline, with servers that are slow, endless or redirect (robustness-RB7 to RB10)."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import pytest
from tests.extract.servers import Handler, completion, saying, serving

from disgraph.errors import InputError, LimitExceeded, MisuseError
from disgraph.extract.llm.chat_server import ChatAnswer, ChatServer, ask, read_chat_server

ASKED = [{"role": "user", "content": "Amina Barasa lives in Nakuru." * 40}]
SECONDS = 0.4


def question(url: str, retries: int = 0) -> ChatAnswer:
    return ask(ChatServer(url, "m", None, timeout=SECONDS, retries=retries), ASKED, {})


def forever(data: bytes, every: float = 0.05, head: bytes = b"") -> Callable[[Handler], None]:
    def behave(handler: Handler) -> None:
        handler.wfile.write(head)
        for _ in range(200):
            handler.wfile.write(data)
            handler.wfile.flush()
            time.sleep(every)

    return behave


CHUNK = b"10000\r\n" + b"x" * 65536 + b"\r\n"
SLOW = {
    "RB7a, headers": forever(b"X-A: b\r\n", head=b"HTTP/1.1 200 OK\r\n"),
    "RB7b, the body of an error": forever(b"x", head=b"HTTP/1.1 500 Oops\r\nContent-Type: text/plain\r\nContent-Length: 100000\r\n\r\n"),
    "RB7c, promises": forever(b"HTTP/1.1 100 Continue\r\n\r\n"),
    "RB7d, a wait that does not fit": lambda handler: handler.wfile.write(
        b"HTTP/1.1 429 Slow\r\nretry-after-ms: 50000\r\nContent-Length: 2\r\n\r\n{}"
    ),
    "one line without an end": forever(b"x", head=b"HTTP/1.1 200 OK\r\nX: "),
}


@pytest.mark.parametrize("behave", SLOW.values(), ids=SLOW)
def test_one_deadline_covers_headers_bodies_errors_and_retries(behave: Callable[[Handler], None]) -> None:
    with serving(behave) as server:
        begin = time.monotonic()
        with pytest.raises(LimitExceeded):
            question(server.url, retries=3)
        assert time.monotonic() - begin < SECONDS + 2


@pytest.mark.parametrize("status", [b"400 Bad", b"200 OK"])
def test_bodies_without_an_end_are_bounded_whatever_their_status(status: bytes) -> None:
    """robustness-RB8."""
    head = b"HTTP/1.1 %s\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n" % status
    with serving(forever(CHUNK, every=0.0, head=head)) as server, pytest.raises((InputError, LimitExceeded)) as caught:
        question(server.url)
    assert len(caught.value.message) < 400


@pytest.mark.parametrize("status", [200, 400])
def test_a_compressed_answer_is_not_unpacked(status: int) -> None:
    def behave(handler: Handler) -> None:
        handler.wfile.write(
            b"HTTP/1.1 %d X\r\nContent-Type: text/plain\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n\x1f\x8b" % status
        )

    with serving(behave) as server, pytest.raises(InputError, match="compressed" if status == 200 else "HTTP 400"):
        question(server.url)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_no_text_goes_to_another_server(status: int) -> None:
    """robustness-RB9: another port is another server."""
    with serving(saying({})) as other:
        target = f"{other.url}/chat/completions"

        def behave(handler: Handler) -> None:
            handler.wfile.write(b"HTTP/1.1 %d T\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n" % (status, target.encode()))

        with serving(behave) as server, pytest.raises(InputError, match=f"redirects to http://127.0.0.1:{other.server_address[1]};"):
            question(server.url)
        assert other.asked == []


def test_a_redirection_on_the_same_server_is_followed_once() -> None:
    def behave(handler: Handler) -> None:
        if handler.path.startswith("/v1/"):
            handler.wfile.write(b"HTTP/1.1 308 T\r\nLocation: /v2/chat/completions\r\nContent-Length: 0\r\n\r\n")
        else:
            handler.send(completion("{}"))

    with serving(behave) as server:
        assert question(server.url).text == "{}"


@pytest.mark.parametrize(
    "usage",
    [
        {"prompt_tokens": 2.5, "completion_tokens": None},
        {"prompt_tokens": -5, "completion_tokens": 3},
        {"prompt_tokens": 10**30, "completion_tokens": 3},
        {"prompt_tokens": True, "completion_tokens": 3},
        {"prompt_tokens": "7", "completion_tokens": "8"},
        {"prompt_tokens": 0, "completion_tokens": 0},
        [],
        None,
    ],
)
def test_impossible_counts_of_tokens_become_an_estimate(usage: object) -> None:
    """robustness-RB10: the prompt has 1,160 characters, so about 290 tokens."""
    body = json.dumps({"choices": [{"message": {"content": "word " * 40}}], "usage": usage}).encode()
    with serving(lambda handler: handler.send(body)) as server:
        answer = question(server.url)
    assert answer.is_estimated
    assert 250 < answer.tokens_in < 350
    assert 40 <= answer.tokens_out <= 60


def test_counts_of_a_server_are_kept() -> None:
    with serving(saying({})) as server:
        answer = question(server.url)
    assert (answer.tokens_in, answer.tokens_out, answer.is_estimated) == (100, 20, False)


@pytest.mark.parametrize("seconds", ["soon", "nan", "-3", "0", "inf", "1e9", ""])
def test_a_timeout_that_is_not_a_number_of_seconds_is_misuse(seconds: str) -> None:
    """robustness-RB26."""
    given = {"DISGRAPH_LLM_URL": "http://x/v1", "DISGRAPH_LLM_MODEL": "m", "DISGRAPH_LLM_TIMEOUT": seconds}
    with pytest.raises(MisuseError, match="DISGRAPH_LLM_TIMEOUT"):
        read_chat_server(given, None)


@pytest.mark.parametrize("url", ["localhost:11434", "ftp://x/v1", "http://", "http://x:99999/v1", "http://a b/v1", "http://\u0430/v1"])
def test_an_address_that_is_none_is_misuse(url: str) -> None:
    with pytest.raises(MisuseError, match="DISGRAPH_LLM_URL"):
        read_chat_server({"DISGRAPH_LLM_URL": url, "DISGRAPH_LLM_MODEL": "m"}, None)


def test_words_of_a_server_are_one_plain_line() -> None:
    """robustness-RB20, RB27: no control characters, no names of classes."""
    body = json.dumps({"error": {"message": "red"}}).encode() + b"\x1b[31m\x07"
    with serving(lambda handler: handler.send(body, 400)) as server, pytest.raises(InputError) as caught:
        question(server.url)
    assert caught.value.message.isprintable()
    with serving(lambda handler: handler.send(b"{}")) as server, pytest.raises(InputError) as caught:
        question(server.url)
    assert "Error" not in caught.value.message
