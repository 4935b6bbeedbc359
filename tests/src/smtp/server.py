"""A real SMTP server for the black-box tests: every letter becomes a file. Arguments: folder, port, plain or starttls.

Whoever is called `gone` does not exist. With starttls there is no letter without TLS and login (lotse, sesame); the
certificate is made anew and signed by itself, and stands in `ca.pem`.
"""

import datetime
import ipaddress
import json
import pathlib
import signal
import ssl
import sys

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword


class Letterbox:
    def __init__(self, folder):
        self.folder = folder
        self.count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("gone@"):
            return "550 nobody of this name"
        envelope.rcpt_tos.append(address)
        return "250 known"

    async def handle_DATA(self, server, session, envelope):
        self.count += 1
        letter = {"to": envelope.rcpt_tos, "raw": envelope.content.decode("utf-8", "replace"), "tls": session.ssl is not None}
        half = self.folder / f"{self.count:04}.half"
        half.write_text(json.dumps(letter))
        half.rename(self.folder / f"{self.count:04}.json")
        return "250 taken"


def certificate(folder):
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.timezone.utc)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
        .sign(key, hashes.SHA256())
    )
    (folder / "ca.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )


def may_enter(server, session, envelope, mechanism, login):
    known = isinstance(login, LoginPassword) and (login.login, login.password) == (b"lotse", b"sesame")
    return AuthResult(success=known)


def main(folder, port, way):
    folder = pathlib.Path(folder)
    more = {}
    if way == "starttls":
        certificate(folder)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / "ca.pem", folder / "key.pem")
        more = {
            "tls_context": context,
            "require_starttls": True,
            "auth_required": True,
            "authenticator": may_enter,
        }
    Controller(Letterbox(folder), hostname="127.0.0.1", port=int(port), **more).start()
    (folder / "ready").touch()
    signal.pause()


main(*sys.argv[1:])
