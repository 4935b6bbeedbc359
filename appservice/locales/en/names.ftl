# Names of rooms and accounts. Servers see them in clear text: never a topic, never a pseudonym.

names-reception = Lotse

names-steward = Lotse · room service, cannot read

names-custodian = Lotse · { $centre }

names-seeker = Seeker { $reference }

names-portal-seeker = Seeker

names-case = Case { $reference }

names-enquiries = First enquiries

names-team = Team

names-space = { $centre }

# Suggested pseudonyms: a word of "first" and one of "second" of the same number, and a number.
names-pseudonym-first-1 = Blue, Quiet, Bright, Calm, Little, Wide, Colourful, Gentle, Wakeful, Free, Golden, Soft, Brave, Silver, Swift, Green
names-pseudonym-second-1 = Heron, Butterfly, Pebble, Hedgehog, Crane, Maple, River, Star, Rainbow, Badger, Whale, Wind, Mountain, Hare, Moon, Otter
names-pseudonym-first-2 = Blue, Quiet, Bright, Calm, Little, Wide, Colourful, Gentle, Wakeful, Free, Golden, Soft, Brave, Silver, Swift, Green
names-pseudonym-second-2 = Gull, Linden, Cloud, Shell, Island, Wave, Birch, Blackbird, Meadow, Owl, Feather, Spring, Lark, Breeze, Oak, Dragonfly
