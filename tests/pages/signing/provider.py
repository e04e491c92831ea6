"""A small OpenID Connect provider on this machine, for tests."""

import base64
import hashlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt

CLIENT, SECRET = "vinh-danh", "bi-mat-cua-ung-dung-khach-du-dai-32"


class Provider:
    """Answers discovery, token and userinfo; ``person`` is who has confirmed at its page."""

    def __init__(self) -> None:
        self.person: dict[str, Any] = {"sub": "s-1", "preferred_username": "clerk", "name": "Một người"}
        self.codes: dict[str, str] = {}
        self.broken = False
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def confirm(self, address: str) -> dict[str, str]:
        """The person says yes at the provider's page: what the browser brings back."""
        asked = {key: values[0] for key, values in parse_qs(urlsplit(address).query).items()}
        assert asked["client_id"] == CLIENT
        assert asked["code_challenge_method"] == "S256"
        self.codes["ma-1"] = asked["code_challenge"]
        return {"state": asked["state"], "code": "ma-1"}

    def _handler(provider) -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path.endswith("openid-configuration"):
                    self._say(provider.discovery())
                else:
                    assert self.headers["Authorization"] == "Bearer the-1"
                    self._say(provider.person)

            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                self._say(*provider.token(parse_qs(self.rfile.read(length).decode())))

            def _say(self, answer: dict[str, Any], status: int = 200) -> None:
                body = json.dumps(answer).encode()
                self.send_response(500 if provider.broken else status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: Any) -> None:
                """Say nothing."""

        return Handler

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def token(self, sent: dict[str, list[str]]) -> tuple[dict[str, Any], int]:
        digest = hashlib.sha256(sent["code_verifier"][0].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        known = self.codes.pop(sent["code"][0], None)
        if known != challenge or sent["client_secret"] != [SECRET]:
            return {"error": "invalid_grant"}, 400
        import time

        claims = {**self.person, "iss": self.url, "aud": CLIENT, "exp": int(time.time()) + 60}
        return {
            "access_token": "the-1",
            "token_type": "Bearer",
            "id_token": jwt.encode(claims, SECRET, algorithm="HS256"),
        }, 200
