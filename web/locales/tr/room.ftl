# machine-made Turkish from the German, not yet read by people whose language it is. Keys and rules: see the German file.

## Welcome

case-welcome-team =
    Hoş geldiniz. Burası { $centre } ile korunan alanınız.
    Lütfen sizi ne üzüyorsa buraya yazın. İstediğiniz kadar, az ya da çok.
    • { $personal }
    • Bu kişi olmadığında ekipten biri onun yerine bakabilir ve yazılanları okuyabilir. Bunu burada görürsünüz.
    • Bunun için bu görüşmenin erişimini ben saklıyorum. Ben bir programım. Beni işleten kişi teknik olarak okuyabilir.
    Hayati tehlike varsa lütfen 112’yi arayın. Konuşmak için TelefonSeelsorge gece gündüz açık: 116 123.
    Bırakmak mı istiyorsunuz? “{ $more }” menüsünde görüşmeyi istediğiniz zaman bitirebilir veya silebilirsiniz.
case-welcome-team-personal-yes = Mesajınızı önce yalnızca bağlantınızın götürdüğü kişi okur. Size o danışmanlık yapar. O yoksa vekili veya ekip okur.
case-welcome-team-personal-no = Mesajınızı önce bu merkezin danışmanları okur. Sonra size bir kişi danışmanlık yapar.

case-welcome-pair =
    Hoş geldiniz. Burası { $centre } ile korunan alanınız.
    Lütfen sizi ne üzüyorsa buraya yazın. İstediğiniz kadar, az ya da çok.
    • { $personal }
    • İlk yanıttan sonra bu görüşmeden ayrılırım ve erişimi bırakırım. En geç, danışman geldikten bir gün sonra. O andan itibaren yalnızca ikiniz okursunuz.
    • O zamana kadar erişimi ben saklıyorum. Ben bir programım. Beni işleten kişi o zamana kadar teknik olarak okuyabilir.
    Hayati tehlike varsa lütfen 112’yi arayın. Konuşmak için TelefonSeelsorge gece gündüz açık: 116 123.
    Bırakmak mı istiyorsunuz? “{ $more }” menüsünde görüşmeyi istediğiniz zaman bitirebilir veya silebilirsiniz.
case-welcome-pair-personal-yes = Mesajınızı önce yalnızca bağlantınızın götürdüğü kişi okur. O yoksa vekili veya ekip okur.
case-welcome-pair-personal-no = Mesajınızı önce bu merkezin danışmanları okur. Sonra bir kişi başvurunuzu kabul eder.

case-name = Burada adınız { $name }. Danışmanınız olmadığında merkezden başka biriyle konuşursanız bu ad, görüşmenizi bulmaya yardım eder.

case-unsigned = Bu görüşmede danışan kişi, doğrulanmamış bir cihazdan yazıyor. Sunucusu dürüst değilse yazılanları okuyabilir ve onun adına yazabilir.

## Your message

case-greeting =
    Merhaba. Doğru yerdesiniz. Lütfen sizi ne üzüyorsa yazın. Buraya bir şey yazıldığında danışma merkezine gider.
    Hayati tehlike varsa lütfen 112’yi arayın. Konuşmak için: 116 123.

case-word-elsewhere = Bu kelimenin burada bir etkisi yok. Danışma merkezine bir şey göndermedim. Lütfen sizi ne üzüyorsa buraya yazın.

case-received =
    Mesajınız danışma merkezine ulaştı: { $centre }.
    Genellikle { $hours } içinde yanıt alırsınız. Buraya istediğiniz zaman yazmaya devam edebilirsiniz.
case-received-hours-one = bir saat
case-received-hours-other = { $hours } saat

case-link-away =
    Bağlantınızın götürdüğü kişi şu anda yeni başvuru alamıyor.
    { $deputy }
case-link-away-deputy-yes = Mesajınız vekilinde.
case-link-away-deputy-no = Mesajınız aynı merkezin ekibinde.

case-accepted = Bir danışman başvurunuzu kabul etti ve size burada yazacak.

notice-still-waiting =
    Söz verdiğimizden daha uzun süredir yanıt bekliyorsunuz. Üzgünüz.
    Başvurunuz unutulmadı. { $told } Yazdıklarınız duruyor.
    Bu kadar uzun bekleyemiyorsanız:
notice-still-waiting-told-yes = Danışma merkezine bir kez daha hatırlatıldı, yönetimi de biliyor.
notice-still-waiting-told-no = Danışma merkezine bir kez daha hatırlatıldı.

## Who reads along

case-custodian-leaves =
    Şimdi bu görüşmeden ayrılıyorum ve erişimi bırakıyorum.
    Artık burada yazılanları yalnızca ikiniz okuyabilirsiniz. Ben okuyamam, bu yüzden burada yanıt da vermem.
    “{ $more }” menüsünde görüşmeyi yine istediğiniz zaman bitirebilir veya silebilirsiniz.
    Hayati tehlike varsa lütfen 112’yi arayın. Konuşmak için TelefonSeelsorge gece gündüz açık: 116 123.

cover-begun-case = { $name } vekil olarak burada okuyabilir ve yanıt verebilir. Son gün: { $until }.

cover-ended-case = { $name } artık vekil değil ve burada yeni yazılanları okuyamaz.

absence-holder =
    Danışmanınız şu anda yok. Dönüş günü: { $back }.
    { $deputy }
    Hemen şimdi yardıma mı ihtiyacınız var? Bu sayfada her zaman ulaşılabilen numaralar var.
absence-holder-deputy-yes = O zamana kadar ekipten başka biri sizin için burada. Buraya yazmaya devam edin.
absence-holder-deputy-no = Buraya yazmaya devam edebilirsiniz. Mesajlarınız kaybolmaz ve dönüşte okunur.

absence-given-back = Başvurunuzu kabul eden kişi şu anda yok. Beklememeniz için başvurunuzu yine merkezin bütün danışmanları görüyor. Bir şey yapmanız gerekmiyor.

absence-nobody =
    { $back } Başvurunuz orada kalır ve sonra okunur.
    Bu kadar uzun beklemek istemiyor musunuz? { $asked }
absence-nobody-back-none = Danışma merkezinde ({ $centre }) şu anda maalesef kimse yok.
absence-nobody-back-other = Danışma merkezinde ({ $centre }) şu anda maalesef kimse yok. Yeniden birinin olacağı gün: { $back }.
absence-nobody-asked-yes = Şu anda birinin olduğu başka bir merkez var. Görüşmenizin oraya gidip gidemeyeceğini size birazdan soracağım.
absence-nobody-asked-no = O zaman “{ $more }” menüsünde görüşmeyi bitirin ve ilk sayfada yeni bir görüşme başlatın. Orada şu anda birinin olduğu bir merkez bulursunuz.

case-succeeded =
    Önceki danışma merkeziniz artık burada danışmanlık yapmıyor. Onun yerine şimdi şu merkez var: { $centre }. Görüşmeniz artık orada.
    { $asked }
    { $team }
    Bunu istemiyor musunuz? “{ $more }” menüsünde görüşmeyi bitirebilir veya silebilirsiniz.
case-succeeded-asked-yes = Bir şey yapmanız gerekmiyor. Yazdıklarınızı artık oradaki danışmanlar okuyor, başka kimse değil. Hepsi sır saklamakla yükümlü. Lütfen buraya yazmaya devam edin. Oradan biri size yazacak.
case-succeeded-asked-no = Mesajlarınızı önce oradaki danışmanlar okur. Hepsi sır saklamakla yükümlü. Lütfen sizi ne üzüyorsa buraya yazın.
case-succeeded-team-yes = Bu merkezde biri olmadığında ekipten bir vekil okuyabilir. Bu yüzden erişimi bir program saklar ve onu işleten kişi teknik olarak okuyabilir.
case-succeeded-team-no = İlk yanıttan sonra merkezin programı bu görüşmeden ayrılır ve erişimi bırakır. O andan itibaren yalnızca ikiniz okursunuz.

case-left-to = Size şimdiye kadar danışmanlık yapan kişi artık danışma merkezinde değil. Bundan sonra görüşmenizi { $name } sürdürüyor ve size buradan yazıyor. Önceki kişi artık okumuyor.

case-left-behind = Size şimdiye kadar danışmanlık yapan kişi artık danışma merkezinde değil. Oradan başka biri görüşmenizi sürdürecek ve size buradan yazacak. Bir şey yapmanız gerekmiyor. Önceki kişi artık okumuyor.

leaving-case = Danışan kişi bu görüşmeden ayrıldı. Şimdi yazdıklarınızı ancak geri gelirse okur. Nasıl geri geleceği kendisine söylendi.

back-case-asked = Birisi, şifre kaybolduğu için, yeni bir hesapla bu görüşmeye geri dönmek istedi. Bu siz değil miydiniz? O zaman lütfen bunu buraya yazın. Danışma merkezi kimseyi sormadan içeri almaz.

back-case-agreed = Bu görüşme artık yeni bir hesaba ait. Eski hesap burada artık hiçbir şey okuyamaz ve yazamaz.

## May somebody else take over?

offer-question =
    Size bir soru: Görüşmenizi bundan sonra { $name } sürdürebilir mi? { $name } aynı danışma merkezinde çalışıyor.
    { $all }
    Lütfen bu sayfadaki düğmelerle yanıt verin.
    Kabul etmek zorunda değilsiniz. Hayır derseniz veya 7 gün yanıt vermezseniz her şey olduğu gibi kalır.
offer-question-all-yes = { $name } o zaman şimdiye kadar yazdıklarınızı da okuyabilir.
offer-question-all-no = { $name } yalnızca o andan sonra yazılanları okuyabilir. Şimdiye kadar yazdıklarınızı göremez.

offer-question-centre =
    Size bir soru: Görüşmeniz başka bir danışma merkezine gidebilir mi? Merkezin adı: { $centre }. Orada birinin kabul etmesini bekler.
    { $all }
    Lütfen bu sayfadaki düğmelerle yanıt verin.
    Kabul etmek zorunda değilsiniz. Hayır derseniz veya 7 gün yanıt vermezseniz her şey olduğu gibi kalır.
offer-question-centre-all-yes = Yeni merkez o zaman şimdiye kadar yazdıklarınızı da okuyabilir.
offer-question-centre-all-no = Yeni merkez yalnızca o andan sonra yazılanları okuyabilir.

offer-which-answer =
    Görüşmenizi başka birinin sürdürüp sürdüremeyeceği sorusunu mu kastediyorsunuz? O zaman lütfen orada düğmelerle yanıt verin.
    Başka bir şey kastettiyseniz bir şey yapmanız gerekmiyor.

offer-agreed = Teşekkürler. { $name } şimdi bu görüşmeye davet ediliyor. { $name } gelince görüşmeyi o sürdürür. O zamana kadar her şey olduğu gibi kalır.

offer-done = Teşekkürler. Görüşmenizi bundan sonra { $name } sürdürüyor ve size burada yazacak. Önceki kişi artık okumuyor.

offer-moved =
    Teşekkürler. Görüşmeniz şimdi şu merkezde: { $centre }. Lütfen buraya yazmaya devam edin. Oradan biri size yazacak. Önceki merkez artık okumuyor.
    { $team }
offer-moved-team-yes = Bu merkezde biri olmadığında ekipten bir vekil okuyabilir. Bu yüzden erişimi bir program saklar ve onu işleten kişi teknik olarak okuyabilir.
offer-moved-team-no = İlk yanıttan sonra merkezin programı bu görüşmeden ayrılır ve erişimi bırakır. O andan itibaren yalnızca ikiniz okursunuz.

offer-stays = Yanıtınız için teşekkürler. Her şey olduğu gibi kalıyor.

offer-stays-gone = Teşekkürler. Maalesef bu artık mümkün değil. Her şey olduğu gibi kalıyor, bir şey yapmanız gerekmiyor.

offer-stays-taken-back = Görüşmenizi kimin sürdüreceği sorusuna artık gerek kalmadı. Her şey olduğu gibi kalıyor, bir şey yapmanız gerekmiyor.

offer-stays-lapsed = Görüşmenizi kimin sürdüreceği sorusunun süresi 7 gün sonra doldu. Her şey olduğu gibi kalıyor, bir şey yapmanız gerekmiyor.

## The end

case-stop = { $closed }
case-stop-closed-yes = Bu görüşme zaten bitti. Başka bir şey yapmanız gerekmiyor.
case-stop-closed-no = Görüşmeyi bitirmek mi istiyorsunuz? O zaman “{ $more }” menüsünde “{ $close }” düğmesini seçin. Her şeyin silinmesini mi istiyorsunuz? O zaman “{ $erase }” düğmesini seçin.

case-identity-moved = Danışan kişinin tarafındaki anahtarlar yeni. Birisi kendi anahtarlarını sıfırladığında böyle olur. Size tuhaf gelen bir şey olursa lütfen sorun.

case-closed-already = Bu görüşme zaten bitti. Başka bir şeye ihtiyacınız olursa buraya yazmanız yeterli. O zaman yeniden açılır.

case-closed-by-seeker = Bu görüşmeyi bitirdiniz. Size her şeyin en iyisini dileriz. Buraya yeniden yazarsanız tekrar açılır.

case-closed-by-counsellor = Danışmanınız bu görüşmeyi bitirdi. Size her şeyin en iyisini dileriz. Başka bir şeye ihtiyacınız olursa buraya yazmanız yeterli. O zaman yeniden açılır.

case-closed-by-administration = Bu görüşmeyi yönetim bitirdi. Başka bir şeye ihtiyacınız olursa buraya yazmanız yeterli. O zaman yeniden açılır.

case-closed-by-time = Burada uzun süredir kimse yazmadı. Bu yüzden görüşme bitti. Başka bir şeye ihtiyacınız olursa buraya yazmanız yeterli. O zaman yeniden açılır.

case-muted =
    Danışma merkeziniz bu görüşmeye ara verdi. Son gün: { $until }. O zamana kadar burada her şeyi okuyabilir, ama yazamazsınız. Sonra burada yeniden yazabilirsiniz.
    Bu kadar uzun bekleyemezseniz:

case-unmuted = Burada yeniden yazabilirsiniz.

case-call-wish = { $video }
case-call-wish-video-yes = { $name } sizi görüntülü aramak istiyor. Burada kabul edebilir veya reddedebilirsiniz.
case-call-wish-video-no = { $name } sizi aramak istiyor. Burada kabul edebilir veya reddedebilirsiniz.

case-turned-away =
    Danışma merkeziniz bu görüşmeyi bitirdi. Onu okumaya devam edebilir ve silebilirsiniz. Şu güne kadar burada yazamaz ve oraya yeniden başvuramazsınız: { $until }. Başka merkezler sizin için hâlâ burada: onları ana sayfada bulursunuz.
    Hemen şimdi yardıma ihtiyacınız varsa:

case-topic-left = Bu görüşme bitti, çünkü konusu artık burada yok. Bundan sonra yazılanları kimse okumuyor. İlk sayfada başka bir merkez bulabilirsiniz.

leaving-case-gone = Bu görüşme bitti: Danışan kişi görüşmeden ayrıldı ve artık hiçbir yerde oturumu açık değil.

case-reopened = Görüşme yeniden açıldı. Mesajınız ulaştı.

silence-case-ask =
    Burada uzun süredir kimse yazmadı. Bu görüşmeye hâlâ ihtiyaç var mı?
    O zaman lütfen buraya bir kelime yazın. Son tarih: { $date }. Yoksa görüşme o zaman biter.

## Deleting

erasure-case-warning =
    Bu görüşme bitti. Burada yazılan her şeyle birlikte silinecek. Silinme tarihi: { $date }.
    Saklamak mı istiyorsunuz? O zaman buraya yeniden yazmanız yeterli. Görüşme tekrar açılır.

erasure-case-ask =
    Her şey silinsin mi? O zaman bu görüşme, burada yazılan her şeyle birlikte herkes için yok olur. Bu geri alınamaz.
    Danışmanların kendi cihazlarında okudukları bir süre daha orada kalabilir. Orada silemem. Danışmanlar sır saklamakla yükümlüdür. Danışma merkezinin kendi sunucusu varsa, ona bildirilir; şifreli kopyasını kendi kurallarına göre siler.
    Lütfen bu sayfadaki düğmelerle yanıt verin. Evet demediğiniz sürece her şey olduğu gibi kalır.

erasure-held = Şu görüşmeyi şu anda silemiyorum: { $references }. Yönetimin onu daha saklaması gerekiyor, örneğin bir şikâyet veya mahkeme yüzünden. Nedenini ve ne kadar süreceğini lütfen yönetime sorun.

erasure-not-done = Hiçbir şey silmedim. Her şey olduğu gibi kalıyor.

## When something does not work

errors-undecryptable = Son mesajınızı açamadım. Lütfen bir kez daha gönderin.

errors-key-missing = Mesajlarınızdan birini henüz açamadım. Çoğu zaman birazdan kendiliğinden düzelir. Beklemek istemiyorsanız lütfen onu bir kez daha yazın.

errors-unencrypted-case = Bu mesaj korumasız geldi. Sizi korumak için burada kabul edilmiyor. Lütfen onu bu sayfada bir kez daha yazın.

case-device-unknown = Bu mesaj tanımadığım bir cihazdan geldi. Burada kabul etmiyorum. Lütfen bu sayfada yeniden oturum açın ve onu bir kez daha yazın.

## Help

case-help =
    Burada danışma merkezinizle yazışıyorsunuz. “{ $more }” menüsünde şunlar var:
    • “{ $close }”: Sonra yeniden yazarsanız görüşme tekrar açılır.
    • “{ $erase }”: O zaman her şey sonsuza dek silinir. Önce size bir kez daha sorulur.
    Başka bir konudaki görüşmeyi ilk sayfada başlatırsınız.

help-lines =
    Hemen şimdi yardım (Almanya’da):
    • Acil yardım, hayati tehlike: 112
    • Nöbetçi doktor: 116 117
    • TelefonSeelsorge, konuşmak için, gece gündüz: 0800 111 0 111, 0800 111 0 222 veya 116 123
    • Nummer gegen Kummer, çocuklar ve gençler için: 116 111
    • Kadınlara yönelik şiddet, gece gündüz: 116 016

help-crisis = { $danger }
help-crisis-danger-suicide = Bu çok ağır görünüyor. Bunu yazmanız iyi. Bununla yalnız kalmak zorunda değilsiniz. Siz veya başkaları şu anda tehlikedeyseniz lütfen burada yanıt beklemeyin. 112’yi arayın, konuşmak için 116 123’ü arayın.
help-crisis-danger-poisoning = Biri zehirli bir şey veya çok fazla ilaç aldıysa her dakika önemli. Hâli henüz iyi olsa bile şimdi 112’yi arayın. Bölgenizdeki zehir danışma numarasını 112 size söyler. Örneğin Berlin’de: 030 19240. Paketi hazır tutun. İçecek vermeyin, kusturmayın.
help-crisis-danger-violence = Bu tehlikeli görünüyor. Bunu yazmanız iyi. Kimsenin şiddet uygulamaya hakkı yok, size karşı da. Siz veya başkaları şu anda tehlikede misiniz? Polis: 110. Kadınlara yönelik şiddet: 116 016, erkeklere yönelik şiddet: 0800 123 99 00. Birini kendiniz yaralamaktan mı korkuyorsunuz? Oradan uzaklaşın ve 116 123’ü arayın.
help-crisis-danger-sexual_violence = Bu olmamalıydı. Suç sizde değil. Bunu yazmanız iyi. Şu anda tehlikede misiniz? Polis: 110. Cinsel istismar yardım hattı: 0800 22 55 530. Kadınlara yönelik şiddet: 116 016. Hastane, polise şikâyet olmadan da delilleri saklayabilir.
help-crisis-danger-self_harm = Bunu yazdığınız için teşekkürler. Bu cesaret ister. Çok kanayan bir yara hemen tedavi edilmeli: 112. Şu anda çok ağır geliyorsa: TelefonSeelsorge 116 123, çocuklar ve gençler için 116 111.

## Randevular

appointment-offer = { $moves }
appointment-offer-moves-yes = Randevunuz için başka saatler. Yeni bir saat seçene kadar şimdiki randevunuz geçerlidir.
appointment-offer-moves-no = Sizin için bir randevu. Bu saatlerden birini seçebilirsiniz:

appointment-slot = { $number }: { $time }, { $minutes } dakika, { $venue }
appointment-slot-venue-centre = danışma merkezinde
appointment-slot-venue-phone = telefonla
appointment-slot-venue-video = görüntülü
appointment-slot-venue-chat = burada sohbette

appointment-how = Yalnızca numarayı yazın, örneğin 1. Hiçbiri uymuyorsa 0 yazın.

appointment-booked =
    Randevu kesinleşti: { $time }, { $minutes } dakika, { $venue }.
    Bir gün ve bir saat önce hatırlatırım. Dosya takvim içindir ve yalnızca zamanı gösterir.
    Gelemiyor musunuz? Şunu yazın: randevu iptal. Ya da: randevu ertele.
appointment-booked-venue-centre = danışma merkezinde
appointment-booked-venue-phone = telefonla
appointment-booked-venue-video = görüntülü
appointment-booked-venue-chat = burada sohbette

appointment-gone = Bu saat ne yazık ki az önce alındı. { $left }
appointment-gone-left-yes = Bunlar hâlâ boş:
appointment-gone-left-no = Saatlerin hiçbiri artık boş değil. Yeni öneriler alacaksınız.

appointment-declined = Saatlerin hiçbiri uymuyor. Ne zaman uygun olduğunu buraya yazabilirsiniz.

appointment-cancelled = { $by }
appointment-cancelled-by-seeker = { $time } randevusu, danışan kişi tarafından iptal edildi.
appointment-cancelled-by-counsellor = { $time } randevusu, danışma merkezi tarafından iptal edildi.
appointment-cancelled-by-end = { $time } randevusu yapılmayacak.

appointment-reminder = Randevu hatırlatması: { $time }, { $minutes } dakika, { $venue }. Gelemiyor musunuz? Şunu yazın: randevu iptal.
appointment-reminder-venue-centre = danışma merkezinde
appointment-reminder-venue-phone = telefonla
appointment-reminder-venue-video = görüntülü
appointment-reminder-venue-chat = burada sohbette

appointment-move-ask = Başka bir saat isteniyor. Şu anda önerebileceğim bir saat yok. Ne zaman uygun olduğunu birbirinize yazın. O zamana kadar { $time } randevusu geçerlidir.

appointment-withdrawn = Önerilen saatler artık geçerli değil.

## Livechat

case-live-received = Mesajınız ulaştı. Şu merkezde görevde olan kişi onu şimdi görüyor ve burada yanıtlıyor: { $centre }. Lütfen bu sayfayı açık bırakın.

case-live-ended = Bu görüşme bitti. Buraya artık kimse yazamaz. Burada yazılan her şey 48 saat içinde silinir.

case-live-lasts = Bu görüşme kalıyor. Adınız ve parolanızla istediğiniz zaman geri gelebilirsiniz.

case-platform-left = Bize ulaştığınız platform ve bu danışma merkezi artık birlikte çalışmıyor. Buradaki görüşmeniz devam ediyor, bir şey yapmanız gerekmiyor. Platform artık burada neler olduğunu öğrenmiyor. Her şeyin silinmesini ister misiniz? O zaman “{ $more }” altında “{ $erase }” düğmesini seçin.
