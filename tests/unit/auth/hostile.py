"""The table of hostile tokens: its family, what is wrong with it, and how to forge it.

A row whose name begins with 503 is one that nobody can judge, for want of keys; all others are 401.
"""

import base64
import json

import urllib3
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def b64(raw):
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def pem(f, kind=Encoding.PEM, form=PublicFormat.SubjectPublicKeyInfo):
    return f.keys.ours.public_key().public_bytes(kind, form)


def jwk(f, index=0, **changes):
    changed = json.loads(f.served)["keys"][index] | changes
    return {name: value for name, value in changed.items() if value is not ...}


def spare_bits(part):
    """The same bytes in another spelling: base64 leaves bits of the last character unused."""
    spare = {2: 4, 3: 2}[len(part) % 4]
    return part[:-1] + ALPHABET[ALPHABET.index(part[-1]) ^ (2**spare - 1)]


def malleable_part(f, index):
    """A header or claims part with spare bits set, and signed so."""
    for padding_length in range(3):
        parts = [json.dumps(f.header()), json.dumps(f.claims(extra="x" * padding_length))]
        if index == 0:
            parts[0] += " " * padding_length
        parts = [b64(part.encode()) for part in parts]
        if len(parts[index]) % 4:
            parts[index] = spare_bits(parts[index])
            return f.sign(".".join(parts))
    raise AssertionError("one of three lengths has spare bits")


def respelled(f, change):
    """A good token whose signature, as text, went through `change`."""
    signed, _, signature = f.token().rpartition(".")
    return f"{signed}.{change(signature)}"


def grown(f):
    """s + n is another number with the same residue."""
    numbers = f.keys.ours.public_key().public_numbers()
    return f.resigned(lambda s: (int.from_bytes(s, "big") + numbers.n).to_bytes(257, "big"))


def other_claims(f):
    header, _, signature = f.token().split(".")
    return f"{header}.{b64(json.dumps(f.claims(exp=f.now + 901)).encode())}.{signature}"


def other_header(f):
    _, claims, signature = f.token().split(".")
    return f"{b64(json.dumps(f.header(typ='JWT')).encode())}.{claims}.{signature}"


def other_alphabet(f):
    """Six question marks hold an underscore, wherever they begin."""
    return f.sign(f.token(x="??????").rpartition(".")[0].replace("_", "/").replace("-", "+"))


def unknown_while_failing(f):
    return f.warm().serving(OSError()).later(11).token({"kid": "new"})


def between_two_tries(f):
    return f.serving(OSError()).tried(f.token()).later(9).token()


def weak_beside_ours(f):
    return f.serving([jwk(f), weak(f)]).token({"kid": "w"}, key=f.keys.weak)


def sha384(f):
    return f.sign(f.unsigned(), hash_alg=hashes.SHA384())


def rotated(f):
    f.warm().serving([jwk(f, kid="new")]).later(3601)
    return f.token()


ROWS = [
    # family, what it is, the token
    ("shape", "empty", lambda f: ""),
    ("shape", "one part", lambda f: "abc"),
    ("shape", "two parts", lambda f: f.unsigned()),
    ("shape", "four parts", lambda f: f.token() + ".e30"),
    ("shape", "five parts, as of a JWE", lambda f: f.token() + ".e30.e30"),
    ("shape", "dots alone", lambda f: ".."),
    ("shape", "a dot at the end", lambda f: f.token() + "."),
    ("shape", "a dot at the start", lambda f: "." + f.token()),
    ("shape", "empty header", lambda f: "." + f.token().split(".", 1)[1]),
    ("shape", "empty claims", lambda f: "{0}..{2}".format(*f.token().split("."))),
    ("shape", "space before", lambda f: " " + f.token()),
    ("shape", "line end after", lambda f: f.token() + "\n"),
    ("shape", "line end within", lambda f: f.token().replace(".", ".\n", 1)),
    ("shape", "NUL after", lambda f: f.token() + "\0"),
    ("shape", "not ASCII", lambda f: "é" + f.token()),
    ("shape", "full-width letters", lambda f: f.token().replace("e", "\uff45", 1)),
    ("shape", "lone surrogate", lambda f: "\udc80" + f.token()),
    ("shape", "just over 8,192 characters", lambda f: f.over(8192)),
    ("shape", "10 KB, cut at 8,192", lambda f: f.token(x="x" * 7500)[:8192]),
    ("shape", "a megabyte", lambda f: "A" * 2**20),
    ("shape", "a megabyte of dots", lambda f: "." * 2**20),
    ("shape", "padded header", lambda f: f.sign(f.unsigned().replace(".", "=."))),
    ("shape", "padded claims", lambda f: f.sign(f.unsigned() + "=")),
    ("shape", "the other alphabet", other_alphabet),
    ("shape", "a length that base64 lacks", lambda f: f.sign("AAAAA.e30")),
    ("shape", "foreign character in the claims", lambda f: f.sign(f.unsigned() + "!")),
    ("shape", "header's spare bits set", lambda f: malleable_part(f, 0)),
    ("shape", "claims' spare bits set", lambda f: malleable_part(f, 1)),
    ("JSON", "header no JSON", lambda f: f.raw(header=b"alg")),
    ("JSON", "claims no JSON", lambda f: f.raw(claims=b"sub")),
    ("JSON", "header a list", lambda f: f.raw(header=b"[]")),
    ("JSON", "header null", lambda f: f.raw(header=b"null")),
    ("JSON", "header a string", lambda f: f.raw(header=b'"RS256"')),
    ("JSON", "claims a list", lambda f: f.raw(claims=b'["sub"]')),
    ("JSON", "claims null", lambda f: f.raw(claims=b"null")),
    ("JSON", "claims a number", lambda f: f.raw(claims=b"1")),
    ("JSON", "cut short", lambda f: f.raw(claims=f.text()[:-1])),
    ("JSON", "something after it", lambda f: f.raw(claims=f.text() + b"{}")),
    ("JSON", "comma at the end", lambda f: f.raw(claims=f.text()[:-1] + b",}")),
    ("JSON", "single quotes", lambda f: f.raw(claims=str(f.claims()).encode())),
    ("JSON", "a comment", lambda f: f.raw(claims=b"/**/" + f.text())),
    ("JSON", "control character in a string", lambda f: f.literal("jti", '"a\nb"')),
    ("JSON", "byte order mark", lambda f: f.raw(claims=f.text().decode().encode("utf-8-sig"))),
    ("JSON", "UTF-16", lambda f: f.raw(claims=f.text().decode().encode("utf-16"))),
    ("JSON", "UTF-32 header", lambda f: f.raw(header=json.dumps(f.header()).encode("utf-32-le"))),
    ("JSON", "not UTF-8", lambda f: f.raw(claims=b'{"sub":"\xff"}')),
    ("JSON", "overlong UTF-8", lambda f: f.raw(claims=b'{"sub":"\xc0\xaf"}')),
    ("JSON", "surrogate in UTF-8", lambda f: f.raw(claims=b'{"sub":"\xed\xa0\x80"}')),
    ("JSON", "lone surrogate in the header", lambda f: f.literal("typ", '"\\ud800"', of="header")),
    ("JSON", "lone surrogate as a value", lambda f: f.literal("username", '"\\ud800"')),
    ("JSON", "lone surrogate as a name", lambda f: f.token(**{"\ud800": 1})),
    ("JSON", "alg twice", lambda f: f.doubled("alg", "none", of="header")),
    ("JSON", "kid twice", lambda f: f.doubled("kid", "x", of="header")),
    ("JSON", "sub twice", lambda f: f.doubled("sub", "somebody-else")),
    ("JSON", "exp twice", lambda f: f.doubled("exp", 1)),
    ("JSON", "a name twice, deep inside", lambda f: f.literal("x", '[{"a":1,"a":2}]')),
    ("JSON", "a name twice, once escaped", lambda f: f.literal("x", '{"a":1,"\\u0061":1}')),
    ("JSON", "NaN", lambda f: f.literal("auth_time", "NaN")),
    ("JSON", "minus Infinity", lambda f: f.literal("auth_time", "-Infinity")),
    ("JSON", "1e400 in a claim unused", lambda f: f.literal("auth_time", "1e400")),
    ("JSON", "lists 2,600 deep", lambda f: f.literal("x", "[" * 2600 + "]" * 2600)),
    ("JSON", "lists never closed", lambda f: f.raw(claims=b"[" * 5000)),
    ("JSON", "objects 800 deep", lambda f: f.literal("x", '{"a":' * 800 + "1" + "}" * 800)),
    ("JSON", "deep header", lambda f: f.literal("kid", "[" * 2500 + "]" * 2500, of="header")),
    ("alg", "none", lambda f: f.token({"alg": "none"})),
    ("alg", "none, unsigned", lambda f: f.unsigned({"alg": "none"}) + "."),
    ("alg", "None, unsigned", lambda f: f.unsigned({"alg": "None"}) + "."),
    ("alg", "nOnE", lambda f: f.token({"alg": "nOnE"})),
    ("alg", "missing", lambda f: f.token({"alg": ...})),
    ("alg", "null", lambda f: f.token({"alg": None})),
    ("alg", "empty", lambda f: f.token({"alg": ""})),
    ("alg", "a number", lambda f: f.token({"alg": 256})),
    ("alg", "a list", lambda f: f.token({"alg": ["RS256"]})),
    ("alg", "a list of two", lambda f: f.token({"alg": ["RS256", "none"]})),
    ("alg", "an object", lambda f: f.token({"alg": {"RS256": 1}})),
    ("alg", "lower case", lambda f: f.token({"alg": "rs256"})),
    ("alg", "space after", lambda f: f.token({"alg": "RS256 "})),
    ("alg", "HS256 keyed with the PEM", lambda f: f.hmac(pem(f))),
    ("alg", "HS256 keyed with the DER", lambda f: f.hmac(pem(f, Encoding.DER))),
    ("alg", "HS256 keyed with the PKCS 1", lambda f: f.hmac(pem(f, form=PublicFormat.PKCS1))),
    ("alg", "HS256 keyed with the JWK's n", lambda f: f.hmac(jwk(f)["n"].encode())),
    ("alg", "HS256 keyed with the JWK", lambda f: f.hmac(json.dumps(jwk(f)).encode())),
    ("alg", "HS256 keyed with nothing", lambda f: f.hmac(b"")),
    ("alg", "an HMAC that calls itself RS256", lambda f: f.hmac(pem(f), alg="RS256")),
    ("alg", "RS384", lambda f: f.sign(f.unsigned({"alg": "RS384"}), hash_alg=hashes.SHA384())),
    ("alg", "RS384 that calls itself RS256", sha384),
    ("alg", "RS512", lambda f: f.sign(f.unsigned({"alg": "RS512"}), hash_alg=hashes.SHA512())),
    ("alg", "PS256", lambda f: f.sign(f.unsigned({"alg": "PS256"}), scheme=pss())),
    ("alg", "PS256 that calls itself RS256", lambda f: f.sign(f.unsigned(), scheme=pss())),
    ("alg", "ES256", lambda f: f.es256()),
    ("alg", "EdDSA", lambda f: f.token({"alg": "EdDSA"})),
    ("header", "crit", lambda f: f.token({"crit": ["exp"]})),
    ("header", "crit, empty", lambda f: f.token({"crit": []})),
    ("header", "b64", lambda f: f.token({"b64": False, "crit": ["b64"]})),
    ("header", "b64 alone", lambda f: f.token({"b64": True})),
    ("header", "jku", lambda f: f.token({"jku": "https://evil.example/jwks.json"})),
    ("header", "x5u", lambda f: f.token({"x5u": "https://evil.example/x.pem"})),
    ("header", "x5c", lambda f: f.token({"x5c": ["MIIB"]})),
    ("header", "x5t", lambda f: f.token({"x5t": "AAAA"})),
    ("header", "jwk", lambda f: f.token({"jwk": jwk(f)}, key=f.keys.other)),
    ("header", "zip", lambda f: f.token({"zip": "DEF"})),
    ("header", "cty", lambda f: f.token({"cty": "JWT"})),
    ("header", "enc", lambda f: f.token({"enc": "A128GCM"})),
    ("header", "a name of its own", lambda f: f.token({"x": 1})),
    ("header", "an empty name", lambda f: f.token({"": 1})),
    ("header", "Alg beside alg", lambda f: f.token({"Alg": "none"})),
    ("header", "typ at+jwt", lambda f: f.token({"typ": "at+jwt"})),
    ("header", "typ in lower case", lambda f: f.token({"typ": "jwt"})),
    ("header", "typ null", lambda f: f.token({"typ": None})),
    ("header", "typ a list", lambda f: f.token({"typ": ["JWT"]})),
    ("header", "empty object", lambda f: f.raw(header=b"{ }")),
    ("kid", "missing", lambda f: f.token({"kid": ...})),
    ("kid", "null", lambda f: f.token({"kid": None})),
    ("kid", "empty", lambda f: f.token({"kid": ""})),
    ("kid", "a number", lambda f: f.token({"kid": 1})),
    ("kid", "a boolean", lambda f: f.token({"kid": True})),
    ("kid", "a list", lambda f: f.token({"kid": ["a"]})),
    ("kid", "a path", lambda f: f.token({"kid": "../../../../dev/null"})),
    ("kid", "a query", lambda f: f.token({"kid": "' OR 1=1 --"})),
    ("kid", "an address", lambda f: f.token({"kid": "https://evil.example"})),
    ("kid", "129 characters", lambda f: f.token({"kid": "k" * 129})),
    ("kid", "line end after", lambda f: f.token({"kid": f.kid + "\n"})),
    ("kid", "not ASCII", lambda f: f.token({"kid": "schlüssel"})),
    ("kid", "lone surrogate", lambda f: f.token({"kid": "\ud800"})),
    ("kid", "unknown", lambda f: f.token({"kid": "unknown"})),
    ("kid", "unknown, keys at hand", lambda f: f.warm().token({"kid": "unknown"})),
    ("kid", "without its last =", lambda f: f.token({"kid": f.kid[:-1]})),
    ("kid", "flood", lambda f: f.warm().tried(f.token({"kid": "a"}), 50).token({"kid": "b"})),
    ("signature", "wrong key", lambda f: f.token(key=f.keys.other)),
    ("signature", "weak key", lambda f: f.token(key=f.keys.weak)),
    ("signature", "larger key", lambda f: f.token(key=f.keys.large)),
    ("signature", "stripped", lambda f: f.unsigned() + "."),
    ("signature", "first bit", lambda f: f.resigned(lambda s: bytes([s[0] ^ 128]) + s[1:])),
    ("signature", "last bit", lambda f: f.resigned(lambda s: s[:-1] + bytes([s[-1] ^ 1]))),
    ("signature", "tampered claims", other_claims),
    ("signature", "tampered header", other_header),
    ("signature", "of another token", lambda f: f"{f.unsigned()}.{f.token(jti='x').split('.')[2]}"),
    ("signature", "a byte short", lambda f: f.resigned(lambda s: s[:-1])),
    ("signature", "a byte long", lambda f: f.resigned(lambda s: s + b"\0")),
    ("signature", "a zero before", lambda f: f.resigned(lambda s: b"\0" + s)),
    ("signature", "one byte", lambda f: f.resigned(lambda s: s[:1])),
    ("signature", "twice", lambda f: f.resigned(lambda s: s + s)),
    ("signature", "zeros", lambda f: f.resigned(lambda s: bytes(256))),
    ("signature", "the number 1", lambda f: f.resigned(lambda s: bytes(255) + b"\1")),
    ("signature", "all ones, over the modulus", lambda f: f.resigned(lambda s: b"\xff" * 256)),
    ("signature", "plus the modulus", grown),
    ("signature", "backwards", lambda f: f.resigned(lambda s: s[::-1])),
    ("signature", "malleable last bits", lambda f: respelled(f, spare_bits)),
    ("signature", "padded", lambda f: respelled(f, lambda s: s + "==")),
    ("signature", "junk within", lambda f: respelled(f, lambda s: s[:9] + "!" + s[9:])),
    ("signature", "line end after", lambda f: respelled(f, lambda s: s + "\n")),
    ("times", "exp missing", lambda f: f.token(exp=...)),
    ("times", "exp a string", lambda f: f.token(exp=str(f.now + 900))),
    ("times", "exp null", lambda f: f.token(exp=None)),
    ("times", "exp true", lambda f: f.token(exp=True)),
    ("times", "exp a list", lambda f: f.token(exp=[f.now + 900])),
    ("times", "exp Infinity", lambda f: f.literal("exp", "Infinity")),
    ("times", "exp NaN", lambda f: f.literal("exp", "NaN")),
    ("times", "exp 1e400", lambda f: f.literal("exp", "1e400")),
    ("times", "exp 1e300", lambda f: f.literal("exp", "1e300")),
    ("times", "exp of 5,000 digits", lambda f: f.literal("exp", "9" * 5000)),
    ("times", "exp of 400 digits", lambda f: f.literal("exp", "9" * 400)),
    ("times", "exp negative", lambda f: f.token(exp=-1)),
    ("times", "exp zero", lambda f: f.token(exp=0)),
    ("times", "exp in milliseconds", lambda f: f.token(exp=(f.now + 900) * 1000)),
    ("times", "expired 31 s ago", lambda f: f.token(iat=f.now - 900, exp=f.now - 31)),
    ("times", "expired a fraction more", lambda f: f.token(iat=f.now - 900, exp=f.now - 30.1)),
    ("times", "expired last year", lambda f: f.token(iat=f.now - 31536900, exp=f.now - 31536000)),
    ("times", "iat missing", lambda f: f.token(iat=...)),
    ("times", "iat a string", lambda f: f.token(iat=str(f.now))),
    ("times", "iat null", lambda f: f.token(iat=None)),
    ("times", "iat false", lambda f: f.token(iat=False)),
    ("times", "iat minus Infinity", lambda f: f.literal("iat", "-Infinity")),
    ("times", "iat -1e400", lambda f: f.literal("iat", "-1e400")),
    ("times", "iat of 5,000 digits", lambda f: f.literal("iat", "-" + "9" * 5000)),
    ("times", "issued in 31 s", lambda f: f.token(iat=f.now + 31)),
    ("times", "issued after it expires", lambda f: f.token(iat=f.now + 20, exp=f.now + 10)),
    ("times", "no life at all", lambda f: f.token(iat=f.now, exp=f.now)),
    ("times", "a life of 24 h and 1 s", lambda f: f.token(exp=f.now + 86401)),
    ("times", "a life of ten years", lambda f: f.token(exp=f.now + 315360000)),
    ("times", "nbf in 31 s", lambda f: f.token(nbf=f.now + 31)),
    ("times", "nbf a string", lambda f: f.token(nbf=str(f.now))),
    ("times", "nbf null", lambda f: f.token(nbf=None)),
    ("times", "nbf true", lambda f: f.token(nbf=True)),
    ("times", "nbf Infinity", lambda f: f.literal("nbf", "Infinity")),
    ("times", "nbf of 5,000 digits", lambda f: f.literal("nbf", "9" * 5000)),
    ("claims", "none", lambda f: f.raw(claims=b"{ }")),
    ("claims", "iss missing", lambda f: f.token(iss=...)),
    ("claims", "iss of another pool", lambda f: f.token(iss=f.issuer + "4")),
    ("claims", "iss with a slash after", lambda f: f.token(iss=f.issuer + "/")),
    ("claims", "iss in upper case", lambda f: f.token(iss=f.issuer.upper())),
    ("claims", "iss a list", lambda f: f.token(iss=[f.issuer])),
    ("claims", "iss null", lambda f: f.token(iss=None)),
    ("claims", "iss a number", lambda f: f.token(iss=1)),
    ("claims", "token_use missing", lambda f: f.token(token_use=...)),
    ("claims", "an ID token", lambda f: f.token(token_use="id", aud=f.client)),
    ("claims", "an ID token without client_id", lambda f: f.token(token_use="id", client_id=...)),
    ("claims", "a refresh token", lambda f: f.token(token_use="refresh")),
    ("claims", "token_use a list", lambda f: f.token(token_use=["access"])),
    ("claims", "token_use null", lambda f: f.token(token_use=None)),
    ("claims", "client_id missing", lambda f: f.token(client_id=...)),
    ("claims", "aud in place of client_id", lambda f: f.token(client_id=..., aud=f.client)),
    ("claims", "client_id of another client", lambda f: f.token(client_id="other")),
    ("claims", "client_id empty", lambda f: f.token(client_id="")),
    ("claims", "client_id a list", lambda f: f.token(client_id=[f.client])),
    ("claims", "client_id null", lambda f: f.token(client_id=None)),
    ("claims", "a foreign aud", lambda f: f.token(aud="other")),
    ("claims", "aud a list with ours", lambda f: f.token(aud=[f.client, "other"])),
    ("claims", "aud null", lambda f: f.token(aud=None)),
    ("claims", "aud empty", lambda f: f.token(aud="")),
    ("claims", "sub missing", lambda f: f.token(sub=...)),
    ("claims", "sub empty", lambda f: f.token(sub="")),
    ("claims", "sub null", lambda f: f.token(sub=None)),
    ("claims", "sub a number", lambda f: f.token(sub=7)),
    ("claims", "sub a list", lambda f: f.token(sub=[f.sub])),
    ("claims", "sub a key of the table", lambda f: f.token(sub="x#META")),
    ("claims", "sub a path", lambda f: f.token(sub="../" + f.sub)),
    ("claims", "sub with a line end", lambda f: f.token(sub=f.sub + "\n")),
    ("claims", "sub in upper case", lambda f: f.token(sub=f.sub.upper())),
    ("claims", "sub a client's, no person's", lambda f: f.token(sub=f.client)),
    ("claims", "sub very long", lambda f: f.token(sub=f.sub * 20)),
    ("claims", "username a number", lambda f: f.token(username=7)),
    ("claims", "username empty", lambda f: f.token(username="")),
    ("claims", "username with a line end", lambda f: f.token(username="a\nb")),
    ("claims", "scope a list", lambda f: f.token(scope=["openid"])),
    ("claims", "scope null", lambda f: f.token(scope=None)),
    ("claims", "jti a number", lambda f: f.token(jti=1)),
    ("JWKS", "503 timeout", lambda f: f.serving(read_timeout()).token()),
    ("JWKS", "503 connection refused", lambda f: f.serving(ConnectionRefusedError()).token()),
    ("JWKS", "503 status 500 or redirect", lambda f: f.serving(ValueError("302")).token()),
    ("JWKS", "503 not JSON", lambda f: f.serving(b"<html>").token()),
    ("JWKS", "503 not UTF-8", lambda f: f.serving(b'{"keys":["\xff"]}').token()),
    ("JWKS", "503 no body", lambda f: f.serving(b"").token()),
    ("JWKS", "503 no keys", lambda f: f.serving([]).token()),
    ("JWKS", "503 keys no list", lambda f: f.serving(b'{"keys":{}}').token()),
    ("JWKS", "503 a list, no object", lambda f: f.serving(b"[]").token()),
    ("JWKS", "503 very deep", lambda f: f.serving(b'{"keys":' + b"[" * 60000).token()),
    ("JWKS", "503 oversize", lambda f: f.serving(f.served + b" " * 65536).token()),
    ("JWKS", "503 an entry no object", lambda f: f.serving([jwk(f), "x"]).token()),
    ("JWKS", "503 an entry without kty", lambda f: f.serving([jwk(f), {}]).token()),
    ("JWKS", "503 a kid twice", lambda f: f.serving([jwk(f), jwk(f)]).token()),
    ("JWKS", "503 keys twice", lambda f: f.serving(b'{"keys":[],' + f.served[1:]).token()),
    ("JWKS", "503 kid a number", lambda f: f.serving([jwk(f, kid=1)]).token()),
    ("JWKS", "503 weak key", lambda f: f.serving([weak(f)]).token(key=f.keys.weak)),
    ("JWKS", "weak key beside ours", weak_beside_ours),
    ("JWKS", "503 use enc", lambda f: f.serving([jwk(f, use="enc")]).token()),
    ("JWKS", "503 alg RS512", lambda f: f.serving([jwk(f, alg="RS512")]).token()),
    ("JWKS", "503 kty EC", lambda f: f.serving([jwk(f, kty="EC")]).token()),
    ("JWKS", "503 kty oct", lambda f: f.serving([jwk(f, kty="oct", k="AAAA")]).token()),
    ("JWKS", "503 exponent 1", lambda f: f.serving([jwk(f, e="AQ")]).token()),
    ("JWKS", "503 exponent 3", lambda f: f.serving([jwk(f, e="Aw")]).token()),
    ("JWKS", "503 exponent even", lambda f: f.serving([jwk(f, e="AQAC")]).token()),
    ("JWKS", "503 exponent huge", lambda f: f.serving([jwk(f, e="_" * 342 + "w")]).token()),
    ("JWKS", "503 modulus even", lambda f: f.serving([jwk(f, n="_" * 341 + "g")]).token()),
    ("JWKS", "503 modulus missing", lambda f: f.serving([jwk(f, n=...)]).token()),
    ("JWKS", "503 modulus padded", lambda f: f.serving([jwk(f, n=jwk(f)["n"] + "==")]).token()),
    ("JWKS", "503 modulus of 64,000 bits", lambda f: f.serving([jwk(f, n="_" * 10668)]).token()),
    ("JWKS", "503 private key published", lambda f: f.serving([jwk(f, d="AQAB")]).token()),
    ("JWKS", "another kid", lambda f: f.serving([jwk(f, kid="other")]).token()),
    ("JWKS", "no kid", lambda f: f.serving([jwk(f, kid=...), jwk(f, kid="other")]).token()),
    ("JWKS", "rotation: an old key's token", rotated),
    ("JWKS", "503 stale then expired", lambda f: f.warm().serving(OSError()).later(86401).token()),
    ("JWKS", "503 unknown kid while failing", unknown_while_failing),
    ("JWKS", "503 between two tries", between_two_tries),
]  # fmt: skip


def pss():
    return padding.PSS(padding.MGF1(hashes.SHA256()), salt_length=32)


def weak(f):
    numbers = f.keys.weak.public_key().public_numbers()
    return jwk(f, kid="w", n=b64(numbers.n.to_bytes(128, "big")))


def read_timeout():
    return urllib3.exceptions.ReadTimeoutError(None, "/", "read timed out")
