"""An organisation that people log in with: OpenID Connect, on a port of this machine only."""

import json
import threading
from base64 import urlsafe_b64encode
from hashlib import sha256
from time import time
from urllib.parse import parse_qs, urlencode, urlsplit
from wsgiref.simple_server import WSGIRequestHandler, make_server

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

KEY_ID = "sleutel"
CLIENT_ID, CLIENT_SECRET = "kennisplaats", "geheim-van-de-organisatie"


class Organisation:
    """
    Runs from entering until leaving the block; ``person`` is who logs in, as its claims.

    ``answer`` changes what the signed answer says, for answers that are wrong.
    """

    def __init__(self):
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.person = {"sub": "nummer-1", "email": "lid@kennisplaats.example", "name": "Noor"}
        self.answer = {}
        self.asked = []
        self.codes = {}

    def __enter__(self):
        self.server = make_server("127.0.0.1", 0, self.serve, handler_class=Silent)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def serve(self, environ, start_response):
        path = environ["PATH_INFO"]
        size = int(environ.get("CONTENT_LENGTH") or 0)
        form = parse_qs(environ["wsgi.input"].read(size).decode()) if size else {}
        facts = {name: values[0] for name, values in form.items()}
        self.asked.append((path, facts, environ.get("HTTP_AUTHORIZATION", "")))
        pages = {
            "/.well-known/openid-configuration": self.configuration,
            "/keys": self.keys,
            "/token": lambda: self.token(facts),
            "/userinfo": lambda: self.person,
        }
        found = pages[path]()
        body = json.dumps(found).encode()
        status = "400 Bad Request" if "error" in found else "200 OK"
        start_response(status, [("Content-Type", "application/json")])
        return [body]

    def configuration(self):
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def keys(self):
        public = jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return {"keys": [{**public, "kid": KEY_ID, "alg": "RS256", "use": "sig"}]}

    def log_in(self, address):
        """Do what a person does at ``address``; return where they are sent, with a code."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        self.codes["code-1"] = asked
        query = urlencode({"code": "code-1", "state": asked["state"]})
        return f"{urlsplit(asked['redirect_uri']).path}?{query}"

    def token(self, facts):
        asked = self.codes.pop(facts.get("code"), None)
        if asked is None or facts.get("client_secret") != CLIENT_SECRET:
            return {"error": "invalid_grant"}
        digest = sha256(facts.get("code_verifier", "").encode()).digest()
        if urlsafe_b64encode(digest).decode().rstrip("=") != asked["code_challenge"]:
            return {"error": "invalid_grant"}
        claims = {
            "iss": self.issuer,
            "aud": CLIENT_ID,
            "iat": int(time()),
            "exp": int(time()) + 300,
            "nonce": asked["nonce"],
            **self.person,
            **self.answer,
        }
        signed = jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": KEY_ID})
        return {"access_token": "toegang", "token_type": "Bearer", "id_token": signed}


class Silent(WSGIRequestHandler):
    def log_message(self, *_):
        pass
