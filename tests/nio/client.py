"""Somebody at a client made with matrix-nio, which knows no cross-signing.

    python client.py HOME     HOME is a folder for the device's keys

Each line on standard input is a deed, {"id": 1, "do": "say", ...}, done one after the other; each gets one line on standard
output, {"id": 1, "done": ...} or {"id": 1, "refused": "why"}. Nothing here waits for others: whoever gives the orders asks
again. It ends when standard input does.
"""

import asyncio
import json
import sys
import traceback

from nio import AsyncClient, AsyncClientConfig, EnableEncryptionBuilder, Event, MegolmEvent

HOME = sys.argv[1]


class Nio:
    """The signed-in client."""

    def __init__(self):
        self.client = None
        self.story_of = {}
        self.invited = {}

    async def sign_in(self, homeserver, user, password):
        config = AsyncClientConfig(encryption_enabled=True, store_sync_tokens=True)
        self.client = AsyncClient(homeserver, user, store_path=HOME, config=config)
        answer = await self.client.login(password, device_name="nio")
        self.client.add_event_callback(self.heard, Event)
        await self.sync()
        return {"user": answer.user_id, "device": answer.device_id}

    def heard(self, room, event):
        self.story_of.setdefault(room.room_id, {})[event.event_id] = event

    async def sync(self):
        """Two rounds: what the first brings may need keys to be sent or asked for."""
        for _ in range(2):
            answer = await self.client.sync(timeout=0, full_state=False)
            for room, invitation in getattr(getattr(answer, "rooms", None), "invite", {}).items():
                for event in invitation.invite_state:
                    name = getattr(event, "name", None)
                    self.invited.setdefault(room, None)
                    if name:
                        self.invited[room] = name
            if self.client.should_upload_keys:
                await self.client.keys_upload()
            if self.client.should_query_keys:
                await self.client.keys_query()
            if self.client.should_claim_keys:
                await self.client.keys_claim(self.client.get_users_for_key_claiming())
            await self.client.send_to_device_messages()

    async def open_chat(self, user):
        answer = await self.client.room_create(
            is_direct=True, invite=[user], initial_state=[EnableEncryptionBuilder().as_dict()]
        )
        await self.sync()
        return answer.room_id

    async def invitations(self):
        await self.sync()
        return [{"room": room, "name": name} for room, name in self.invited.items()]

    async def join(self, room):
        await self.client.join(room)
        self.invited.pop(room, None)
        await self.sync()

    async def say(self, room, text, relation=None):
        await self.sync()
        content = {"msgtype": "m.text", "body": text}
        if relation:
            content["m.relates_to"] = relation
        answer = await self.client.room_send(room, "m.room.message", content, ignore_unverified_devices=True)
        return answer.event_id

    async def story(self, room):
        await self.sync()
        return [self.shown(event) for event in self.story_of.get(room, {}).values()]

    def shown(self, event):
        unreadable = None
        if isinstance(event, MegolmEvent):
            try:
                event = self.client.decrypt_event(event)
            except Exception as error:
                unreadable = str(error) or type(error).__name__
        source = event.source
        return {
            "event": event.event_id,
            "sender": event.sender,
            "kind": source.get("type", "m.room.encrypted"),
            "state_key": source.get("state_key"),
            "content": {} if unreadable else source.get("content", {}),
            "at_ms": event.server_timestamp,
            "encrypted": bool(unreadable) or bool(getattr(event, "decrypted", False)),
            "unreadable": unreadable,
            "key_from": None,
            "redacted": False,
        }


async def main():
    nio = Nio()
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        order = json.loads(line)
        number, deed = order.pop("id"), order.pop("do")
        try:
            answer = {"id": number, "done": await getattr(nio, deed)(**order)}
        except Exception as error:
            traceback.print_exc()
            answer = {"id": number, "refused": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)
    if nio.client:
        await nio.client.close()


asyncio.run(main())
