# Hilfe für jetzt gleich. Alle Nummern sind kostenlos.

help-lines =
    <b>Hilfe für jetzt gleich</b>
    • Notruf bei Lebensgefahr: <b>112</b>
    • Ärztlicher Bereitschaftsdienst: <b>116 117</b>
    • TelefonSeelsorge, Tag und Nacht: <b>0800 111 0 111</b>, <b>0800 111 0 222</b> oder <b>116 123</b>
    • Nummer gegen Kummer für Kinder und Jugendliche: <b>116 111</b>
    • Hilfetelefon Gewalt gegen Frauen, Tag und Nacht: <b>116 016</b>

help-crisis =
    { $danger ->
        [poisoning] Wenn jemand etwas Giftiges oder zu viele Medikamente genommen hat, zählt jede Minute. Rufen Sie <b>jetzt 112</b> an, auch wenn es noch gut geht.
        [violence] Das klingt bedrohlich. Es ist gut, dass Sie es schreiben. Niemand darf Gewalt antun, auch Ihnen nicht.
        [sexual_violence] Das hätte nicht geschehen dürfen. Sie sind nicht schuld. Es ist gut, dass Sie es schreiben.
        [self_harm] Danke, dass Sie das schreiben. Das braucht Mut. Eine Wunde, die stark blutet, muss gleich versorgt werden: <b>112</b>.
       *[suicide] Das klingt sehr schwer. Es ist gut, dass Sie es schreiben. Sie müssen damit nicht allein bleiben.
    }
    { $danger ->
        [poisoning] Den Giftnotruf für Ihre Gegend nennt Ihnen die 112. In Berlin zum Beispiel: <b>030 19240</b>. Halten Sie die Packung bereit. Nichts zu trinken geben, nichts erbrechen lassen.
        [violence] Sind Sie oder andere <b>jetzt in Gefahr</b>? Polizei: <b>110</b>. Hilfetelefon Gewalt gegen Frauen: <b>116 016</b>, für Männer: <b>0800 123 99 00</b>. Haben Sie Angst, selbst jemanden zu verletzen? Gehen Sie weg und rufen Sie an: <b>116 123</b>.
        [sexual_violence] <b>Jetzt in Gefahr</b>? Polizei: <b>110</b>. Hilfe-Telefon Sexueller Missbrauch: <b>0800 22 55 530</b>. Hilfetelefon Gewalt gegen Frauen: <b>116 016</b>. Ein Krankenhaus kann auch ohne Anzeige Spuren sichern.
        [self_harm] Wenn der Druck <b>jetzt</b> zu groß ist: TelefonSeelsorge <b>116 123</b>, für Kinder und Jugendliche <b>116 111</b>.
       *[suicide] Wenn Sie oder andere <b>jetzt in Gefahr</b> sind, warten Sie bitte nicht auf eine Antwort hier. Rufen Sie an: <b>112</b>, oder zum Reden <b>116 123</b>.
    }
