"""The address of an endpoint without secrets, and credentials from the environment only."""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping
from urllib.parse import urljoin, urlsplit

from disgraph.errors import EndpointError, MisuseError
from disgraph.http_connection import Address, default_port

USER, PASSWORD, TOKEN = "DISGRAPH_ENDPOINT_USER", "DISGRAPH_ENDPOINT_PASSWORD", "DISGRAPH_ENDPOINT_TOKEN"


def read_address(url: str) -> Address:
    """Return the address of a URL.

    Raises:
        MisuseError: it is not a URL of http or https, or contains a user or password.
    """
    wrong = MisuseError("--endpoint needs the URL of a SPARQL endpoint.", "Write it like http://localhost:7878/query.")
    try:
        parts = urlsplit(url)
        port = parts.port or default_port(parts.scheme)
    except ValueError as error:
        raise wrong from error
    if parts.username is not None or parts.password is not None:
        raise MisuseError("The URL of the endpoint holds a user or password.", f"Set {USER} and {PASSWORD} instead.")
    plain = url.isascii() and url.isprintable() and " " not in url
    if port is None or not parts.hostname or not plain:
        raise wrong
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Address(parts.scheme, parts.hostname, port, target)


def redirected(address: Address, location: str) -> Address:
    """Return the target of a redirection.

    Raises:
        EndpointError: to no address, or from https to http, where others could read along.
    """
    try:
        new = read_address(urljoin(str(address), location))
    except MisuseError as error:
        raise EndpointError(f"{address}: redirects to an invalid address.", "Give the URL of the endpoint itself.") from error
    if address.scheme == "https" and new.scheme == "http":
        raise EndpointError(f"{address}: redirects from https to http, which is not encrypted.", "Give the URL of the endpoint itself.")
    return new


def authorization(environment: Mapping[str, str] = os.environ) -> str:
    """Return the `Authorization` header for the credentials in the environment, or an empty text.

    Raises:
        MisuseError: both ways are set, only half of one is, or a value cannot be sent.
    """
    user, password, token = (environment.get(name, "") for name in (USER, PASSWORD, TOKEN))
    if token and (user or password):
        raise MisuseError(f"Both {TOKEN} and {USER} are set.", "Unset one of them.")
    if bool(user) != bool(password):
        raise MisuseError(f"Only one of {USER} and {PASSWORD} is set.", "Set both.")
    if ":" in user or not (token.isascii() and all(map(str.isprintable, (user, password, token)))):
        raise MisuseError("A credential for the endpoint has a character that cannot be sent.", f"See {USER}, {PASSWORD} and {TOKEN}.")
    if token:
        return f"Bearer {token}"
    return f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}" if user else ""
