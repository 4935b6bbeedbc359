# Help for right now: German numbers, all free of charge.

help-lines =
    <b>Help for right now</b> (in Germany)
    • Emergency, danger to life: <b>112</b>
    • Doctors on call: <b>116 117</b>
    • TelefonSeelsorge, someone to talk to, day and night: <b>0800 111 0 111</b>, <b>0800 111 0 222</b> or <b>116 123</b>
    • Nummer gegen Kummer, for children and young people: <b>116 111</b>
    • Hilfetelefon, violence against women, many languages, day and night: <b>116 016</b>

help-crisis =
    { $danger ->
        [poisoning] If somebody has taken something poisonous or too much medicine, every minute counts. Call <b>112 now</b>, even if they still feel well.
        [violence] That sounds threatening. It is good that you write it. Nobody may use violence, not against you either.
        [sexual_violence] That should never have happened. It is not your fault. It is good that you write it.
        [self_harm] Thank you for writing this. It takes courage. A wound that bleeds heavily must be treated at once: <b>112</b>.
       *[suicide] That sounds very hard. It is good that you write it. You do not have to be alone with it.
    }
    { $danger ->
        [poisoning] 112 knows the poison control centre of your area. In Berlin for example: <b>030 19240</b>. Keep the packet at hand. Give nothing to drink, and do not make anybody vomit.
        [violence] Are you or others <b>in danger now</b>? Police: <b>110</b>. Violence against women, many languages: <b>116 016</b>; for men: <b>0800 123 99 00</b>. Are you afraid of hurting somebody? Walk away and call: <b>116 123</b>.
        [sexual_violence] <b>In danger now</b>? Police: <b>110</b>. Help line for sexual abuse: <b>0800 22 55 530</b>. Violence against women: <b>116 016</b>. A hospital can secure evidence without a report to the police.
        [self_harm] If the pressure is too much <b>now</b>: TelefonSeelsorge <b>116 123</b>, for children and young people <b>116 111</b>.
       *[suicide] If you or others are <b>in danger now</b>, please do not wait for an answer here. Call: <b>112</b>, or to talk to someone <b>116 123</b>.
    }
