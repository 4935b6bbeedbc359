# Hilfe für jetzt gleich. Alle Nummern sind kostenlos.

help-lines =
    <b>Hilfe für jetzt gleich</b>
    • Notruf bei Lebensgefahr: <b>112</b>
    • Ärztlicher Bereitschaftsdienst: <b>116 117</b>
    • TelefonSeelsorge, Tag und Nacht: <b>0800 111 0 111</b>, <b>0800 111 0 222</b> oder <b>116 123</b>
    • Nummer gegen Kummer für Kinder und Jugendliche: <b>116 111</b>
    • Hilfetelefon Gewalt gegen Frauen, Tag und Nacht: <b>116 016</b>

help-crisis =
    Das klingt sehr schwer. Es ist gut, dass Sie es schreiben.
    Wenn Sie oder andere <b>jetzt in Gefahr</b> sind, warten Sie bitte nicht auf eine Antwort hier. Rufen Sie an:
