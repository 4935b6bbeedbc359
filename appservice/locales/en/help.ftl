# Help for right now: German numbers, all free of charge.

help-lines =
    <b>Help for right now</b> (in Germany)
    • Emergency, danger to life: <b>112</b>
    • Doctors on call: <b>116 117</b>
    • TelefonSeelsorge, someone to talk to, day and night: <b>0800 111 0 111</b>, <b>0800 111 0 222</b> or <b>116 123</b>
    • Nummer gegen Kummer, for children and young people: <b>116 111</b>
    • Hilfetelefon, violence against women, many languages, day and night: <b>116 016</b>

help-crisis =
    That sounds very hard. It is good that you write it.
    If you or others are <b>in danger now</b>, please do not wait for an answer here. Call:
