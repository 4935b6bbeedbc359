# machine-made Turkish from the German, not yet read by people whose language it is.

language-name = Türkçe

# On every page

skip-content = İçeriğe git
skip-exit = Sayfadan hızla çık
exit = Sayfadan çık
exit-more = Sayfadan çıkmak için Shift tuşuna bir kez daha basın.
exit-stopped = Sayfada kalıyorsunuz.
language = Dil
steps = Adım { $step } / 3
now = Tehlikede misiniz? Arayın:
now-112 = Acil
now-talk = Konuşmak için
now-all = Tüm numaralar
back-start = İlk sayfaya
nav = Bu site hakkında
nav-how = Nasıl işler
nav-safety = Bu sitede güvenlik
nav-privacy = Veri koruma
nav-imprint = Künye
nav-accessibility = Erişilebilirlik
nav-return = Yeniden giriş yap
traces = “Sayfadan çık” hemen zararsız bir sayfa açar. Bilgisayarda Shift tuşuna üç kez basmak da olur.

# Help for right now

help-title = Hemen yardım
help-free = Bütün numaralar Almanya’dadır ve ücretsizdir. Adınızı söylemeniz gerekmez. Yalnızca zehir hattı arama ücreti kadardır.
help-112 = Acil durum, hayati tehlike
help-110 = Polis, tehdit ediliyorsanız
help-doctor = Nöbetçi doktor
help-talk = TelefonSeelsorge, konuşmak için, gece gündüz
help-young = Nummer gegen Kummer, çocuklar ve gençler için
help-women = Kadınlara şiddet, gece gündüz, birçok dilde
help-men = Erkeklere şiddet
help-abuse = Cinsel istismar yardım hattı
help-poison = Zehir hattı Berlin, gece gündüz

danger-suicide = Bu çok ağır geliyor. Bunu yazmanız iyi. Bununla yalnız kalmak zorunda değilsiniz. Siz ya da başkası şu an tehlikede mi? O zaman lütfen burada cevap beklemeyin. Arayın:
danger-poisoning = Biri zehirli bir şey ya da çok fazla ilaç mı aldı? Her dakika önemli. Durum iyi görünse bile şimdi arayın. İçecek vermeyin. Kusturmayın. Kutuyu hazır tutun.
danger-violence = Bu tehlikeli geliyor. Bunu yazmanız iyi. Kimsenin şiddet kullanmaya hakkı yok, size karşı da. Siz ya da başkası şu an tehlikede mi? Arayın:
danger-sexual_violence = Bu olmamalıydı. Suç sizde değil. Bunu yazmanız iyi. Burada size hemen yardım edilir:
danger-self_harm = Bunu yazdığınız için teşekkürler. Bu cesaret ister. Çok kanayan bir yara hemen tedavi edilmelidir. Şu an baskı çok mu büyük? Arayın:
danger-go-on = Yine de yazmak ister misiniz? Buradan devam edebilirsiniz.

# The first page

start-name = Bize yazın
start-title = Bize yazın. Size insanlar cevap verir.
start-lead = Ne olursa olsun: Burada biri sizi dinler. Almanya’nın her yerinden, sır saklamakla yükümlü danışmanlar.
start-free = Ücretsizdir.
start-nameless = Adsız, e-posta adressiz.
start-secret = Daha tarayıcınızda şifrelenir.
start-words = Konu nedir?
start-words-hint = Söyleyeceğiniz gibi bir kelime ya da cümle. Örneğin: „Schulden“ ya da „Streit“. Almanca ve İngilizce anlıyoruz.
start-place = Posta kodunuz ya da şehriniz
start-place-hint = Doğru merkezi bulmak için. Bunu saklamayız.
start-send = Merkez bul
start-topics = Ya da bir konu seçin
start-code = Üzerinde kod olan bir kartınız mı var?
start-code-go = Kodu girin
start-return = Daha önce burada mıydınız?
start-return-go = Yeniden giriş yap

# Topic

topic-name = Konu
topic-title = Konu nedir?
topic-several = Bunlardan birini mi kastediyorsunuz?
topic-several-hint = En uygun olanı seçin. Tam uyması gerekmez.
topic-unclear = Anladığımızdan emin değiliz. Lütfen bir konu seçin ya da başka türlü yazın.
topic-silent = Lütfen bir kelime yazın ya da bir konu seçin.
topic-gone = Bu konu artık burada yok. Lütfen başka bir konu seçin.
topic-all = Tüm konular
topic-words = Başka sözlerle
topic-send = Devam
topic-empty = Şu anda burada danışmanlık yok. Üzgünüz. Lütfen aşağıdaki numaralardan birini arayın.

# Place

place-name = Yer
place-title = Nerede oturuyorsunuz?
place-why = Birçok merkez belli bir bölge içindir. Posta koduyla sizinkini buluruz. Bunu saklamayız.
place-label = Posta kodu ya da şehir
place-send = Merkez bul
place-error = Lütfen bir daha bakın:
place-missing = Lütfen posta kodunuzu ya da şehrinizi yazın.
place-many = Bunlar birden çok posta kodu. Lütfen yalnızca birini yazın.
place-foreign = Bu yer Almanya’da değil. Ne yazık ki yalnızca Almanya’daki insanlara yardım edebiliyoruz.
place-unknown = { $code } posta kodunu bilmiyoruz. Doğru mu? O zaman lütfen bir daha gönderin.
place-not-found = Bu yeri bulamadık. Lütfen beş rakam ya da bir yer adı yazın.
place-depends = { $place } için posta kodu önemli: { $codes }. Lütfen sizinkini yazın.
place-which = Bu addan birkaç tane var. Hangi yeri kastediyorsunuz?

# Centre

centre-name = Merkeziniz
centre-title = Bu merkez sizin için burada
centre-chosen = Seçtikleriniz
centre-topic = Konu
centre-place = Posta kodu
centre-change = Değiştir
centre-change-topic = Konuyu değiştir
centre-change-place = Posta kodunu değiştir
centre-white = Bölgenizde bu konuda çevrimiçi danışmanlık veren bir merkez yok. Bu yüzden sizin için Almanya’nın her yerinden insanlara danışmanlık veren bir ekip var.
centre-gone = Bu merkez şu anda yeni başvuru alamıyor. Hiçbir şey kaybolmadı: Bu merkez sizin için burada.
centre-carrier = Kuruluş
centre-hours = Cevap
centre-within = { $hours ->
        [one] genellikle bir saat içinde
       *[other] genellikle { $hours } saat içinde
    }
centre-people = Kim cevap verir
centre-team = Bir ekipten bir kişi. O hastalanırsa başkası cevap verir.
centre-single = Size eşlik eden tek bir kişi.
centre-agree = “Burada yaz” ile bunu kabul edersiniz. İstediğiniz zaman bırakabilir ve her şeyi silebilirsiniz.
centre-write = Burada yaz
centre-others = Başka bir merkez de seçebilirsiniz
centre-others-order = Önce tam sizin bölgeniz için olan merkezler, sonra en az açık başvurusu olanlar gelir.
centre-take = Bu merkezi seç
centre-take-named = { $centre } merkezini seç

unserved-title = Şu anda bunun için kimse yok
unserved-text = { $topic } konusunda size şu anda çevrimiçi danışmanlık veren bir merkez söyleyemiyoruz. Üzgünüz. Bu sizin suçunuz değil.
unserved-kept = Bilgilerinizi kaydetmedik.
unserved-now = Şimdi burada yardım bulursunuz:
unserved-topic = Başka bir konu seç
unserved-place = Başka bir yer yaz

# Who can read what?

reads-title = Kim neyi okuyabilir?
reads-who = Kim
reads-what = Mesajlarınızı okur mu
reads-counsellor = Size danışmanlık veren kişi
reads-counsellor-yes = Evet, sır saklamakla yükümlü.
reads-colleagues = { $centre } ekibi
reads-colleagues-team = Biri başvurunuzu kabul edene kadar. Sonra yalnızca vekil olan. Bunu sohbette görürsünüz.
reads-colleagues-single = Biri başvurunuzu kabul edip size cevap verene kadar. Sonra artık hayır.
reads-colleagues-person = Hayır, ancak size danışmanlık veren kişiye biri vekillik ederse. Bunu sohbette görürsünüz.
reads-keeper = Platformun anahtarları saklayan programı
reads-keeper-team = Onu işleten teknik olarak okuyabilir.
reads-keeper-single = Onu işleten ilk cevaba kadar teknik olarak okuyabilir. Sonra hayır: anahtarlar yok edilir.
reads-server = Sunucuyu işleten
reads-server-no = Hayır. Yalnızca yazıldığı görünür: ne zaman, ne kadar ve hangi hesapla.
reads-others = Başka merkezler
reads-others-no = Hayır.
reads-kept = Konu, merkez ve uydurduğunuz ad kaydedilir. Posta kodunuz kaydedilmez.
reads-more = Veri koruma hakkında her şey

# Links, codes and the Matrix app

link-name = Bağlantınız
link-title = Sizin için burada:
link-personal = Yazdıklarınız doğrudan bu merkezden bir kişiye gider.
link-deputy = Bağlantıyı size veren kişi şu anda yok. Onun vekili sizin için burada.
link-team = Bağlantıyı size veren kişi şu anda yok. Bu merkezin ekibi sizin için burada.
link-topics = Konu nedir?
link-topics-hint = Bir konu seçin. Sonra yazabilirsiniz.
link-closed-title = Merkeziniz şu anda yok
link-closed = Bağlantınızın merkezi şu anda başvuru almıyor. Üzgünüz. Sizin için başka bir merkez buluruz.
link-invalid-title = Bu bağlantı geçerli değil
link-invalid = Bu bağlantı geçerli değil ya da artık geçerli değil. Önemli değil. Bağlantı olmadan da sizin için bir merkez buluruz.
link-find = Merkez bul
link-print = Yazdırmak için kart
code-name = Kod
code-title = Üzerinde kod olan bir kartınız mı var?
code-label = Kodunuz
code-hint = 16 karakter. Büyük ya da küçük harf ve çizgiler fark etmez.
code-send = Devam
matrix-title = Bir Matrix uygulamasıyla mı yazmak istersiniz?
matrix-program = Matrix için bir uygulama gerekir, örneğin <b>Element</b>. Telefon ve bilgisayar için vardır. Ücretsizdir.
matrix-chat = Lotse ile sohbeti aç
matrix-account = Uygulamanızda bu adı da arayabilirsiniz:
matrix-start = Orada tam olarak şunu yazın:
matrix-begin = Orada <b>Hallo</b> yazın. Lotse size konuyu sorar.

# Writing

write-name = Yaz
write-title = Şimdi yazın
write-for = Sizin için burada: { $centre }
write-wait = Bir an, birazdan yazabilirsiniz.
write-off-title = Burada JavaScript açık olmalı
write-off = Mesajlarınız daha tarayıcınızda şifrelenir, böylece yolda kimse okuyamaz. Bunun için JavaScript gerekir. Kapalıysa burada yazamazsınız. Yine de birine şöyle ulaşırsınız:
write-stuck = Burada uzun süre bir şey olmuyor mu? Yine de birine şöyle ulaşırsınız:
write-off-phone = Aşağıdaki numaralardan birini arayın.
write-off-matrix = Bir Matrix uygulamasıyla yazın:
return-name = Giriş yap
return-title = Yeniden burada olmanız güzel
return-new = Henüz hesabınız yok mu? Buradan başlayın.
lost-name = Şifre unutuldu
lost-title = Şifrenizi mi unuttunuz?
lost-lead = Şifrenizi kimse sıfırlayamaz, biz bile. O, görüşmenizin anahtarıdır: Biz değiştirebilseydik, yazdıklarınızı da okuyabilirdik.
lost-try = Sakince bir kez daha deneyin. İsimde büyük ve küçük harf fark etmez, şifrede ise her karakter önemlidir. Bir yere yazıp yazmadığınıza da bakın.
lost-way-title = Görüşmenize böyle geri dönersiniz
lost-way-1 = Yeni bir isim ve yeni bir şifreyle yeni bir hesap açın.
lost-way-2 = Orada görüşmenizin numarasını ve şimdiye kadar giriş yaptığınız ismi yazın.
lost-way-3 = Sonra dört rakamlı bir numara görürsünüz. Danışma merkezinizi arayın ve bu numarayı söyleyin. Size yalnızca sizin bildiğiniz bir şey sorulacak.
lost-way-4 = Bu sırada sayfayı açık bırakın. Merkeziniz sizi içeri alınca, şimdiye kadar yazılan her şeyi okursunuz. Eski hesap artık görüşmeye giremez.
lost-go = Yeni hesap aç
lost-has = Zaten yeni bir hesabım var
lost-know-title = Bunu kim öğrenir?
lost-know = Danışma merkeziniz. Eski hesabınızı açabilen kişi de görüşmede birinin yeni bir hesapla geri dönmek istediğini okur. Bu sizin için tehlikeli olabilir mi? O zaman önce danışma merkezinizi arayın.
lost-else-title = Görüşme numarasını hatırlamıyor musunuz?
lost-else = Danışma merkezinizi arayın. Ya da onunla yeni bir görüşme başlatın ve daha önce bir görüşmeniz olduğunu yazın. Orada biri numaranızı bulabilir.
lost-new = Yeni görüşme başlat
lost-chat-title = Yeni bir hesap

# When something does not work

missing-name = Bulunamadı
missing-title = Burada bir şey yok
missing-text = Bu adres yok ya da artık yok. Hiçbir şey kaybetmediniz.
method-title = Böyle devam edilmez
method-text = Lütfen ilk sayfada yeniden başlayın.
trouble-name = Birazdan döneriz
trouble-title = Şu anda olmuyor
trouble-text = Bizde bir arıza var. Bu sizin suçunuz değil. Lütfen birkaç dakika sonra yeniden deneyin.
form-title = Hepsi ulaşmadı
form-text = Form yolda bozuldu ya da çok uzun. Hiçbir şey kaydedilmedi. Lütfen burada yeniden başlayın.

# Safe on this site

safety-name = Güvenlik
safety-title = Bu sitede güvenlik
safety-lead = Belki kimse burada olduğunuzu bilmemeli. Bizim sizin için yapabileceğimiz ve yalnızca sizin yapabileceğiniz şunlardır.
safety-leave-title = Hızla çıkmak
safety-leave = “Sayfadan çık” her sayfanın üstündedir. Oturumunuzu kapatır ve zararsız bir sayfa açar. Bilgisayarda art arda üç kez Shift tuşuna basmak da olur. JavaScript kapalıysa tarayıcıdaki “Geri” yeniden buraya getirir: O zaman sekmeyi kapatın.
safety-not-title = Cihazınızda kalmayanlar
safety-not = Mesajlarınız, adınız ve parolanız. Bunları tarayıcınızda saklamayız. Tarayıcı yalnızca girişinizi ve seçtiğiniz dili, onu kapatana ya da çıkış yapana kadar hatırlar.
safety-stays-title = Cihazınızda kalanlar
safety-stays-history = <b>Geçmiş.</b> Tarayıcınız bu adresi açtığınızı hatırlar. Başlık konu söylemez.
safety-stays-restore = <b>Geri yükleme.</b> Bazı tarayıcılar yeniden başlayınca son sayfaları tekrar açar. Bu yüzden önce sekmeyi, sonra tarayıcıyı kapatın.
safety-stays-downloads = <b>İndirdikleriniz.</b> Dosyalar ve kartlar, siz silene kadar indirilenler klasöründe kalır.
safety-stays-words = <b>Klavyenizin öğrendikleri.</b> Telefonda kelimeleri hatırlayabilir. Klavye ayarlarında silinebilir.
safety-remove-title = Geçmişi böyle silersiniz
safety-remove-computer = <b>Bilgisayarda:</b> Ctrl, Shift ve Delete tuşlarına birlikte basın (Mac’te: Command, Shift ve Backspace). Son saati seçin. Geçmişi, çerezleri ve önbelleği silin.
safety-remove-phone = <b>Telefonda:</b> Tarayıcının menüsünü, sonra “Geçmiş”i açın. Bu sitenin kayıtlarını tek tek silin. Bomboş bir geçmiş dikkat çekebilir.
safety-better-title = Daha da güvenli
safety-better-private = Buraya gelmeden önce gizli bir pencere açın. O zaman tarayıcı hiçbir şey hatırlamaz.
safety-better-device = Cihazınız izleniyor olabilir mi? O zaman bunların hiçbiri güvenli değildir. Başka bir cihaz alın: arkadaşlarda, kütüphanede, danışma merkezinde.
safety-better-network = WLAN’ınızı ya da internetinizi işleten, bu adresi açtığınızı görebilir, ama ne okuyup yazdığınızı göremez.

# How it works

how-name = Nasıl işler
how-title = Nasıl işler
how-lead = Üç adım, yaklaşık iki dakika.
how-1-title = Konuyu söylemek
how-1 = Bir kelime ve posta kodunuzla sizin için olan merkezi buluruz. Kim olduğunu ve ne kadar çabuk cevap verdiğini görürsünüz. Başka birini seçebilirsiniz.
how-2-title = Bir ad uydurmak
how-2 = Bir ad ve bir parola uydurursunuz. Lütfen gerçek adınızı almayın. E-posta adresi gerekmez. Parolayı yazın: E-posta adresi olmadan size yenisini gönderemeyiz.
how-3-title = Yazmak
how-3 = Sizi düşündüren şeyi yazarsınız. Bir insan okur ve size cevap verir. Sonra okumak için herhangi bir cihazda ad ve parolayla yeniden giriş yapın.
how-who-title = Kim cevap verir
how-who = Eğitimli danışmanlar. Sır saklamakla yükümlüdürler. Size hiçbir bilgisayar cevap yazmaz.
how-end-title = Bırakmak
how-end = İstediğiniz zaman bırakabilir ve her şeyi silebilirsiniz. Nedenini söylemeniz gerekmez.
how-not-title = Ne değildir
how-not = Acil servis değildir. Cevap saatler ya da günler sürebilir. Tehlikede lütfen arayın: Numaralar her sayfada.

# Pages of the operator, until they are filled

imprint-name = Künye
imprint-title = Künye
imprint-text = Bu sitenin işletmecisi: <b>{ $operator }</b>.
imprint-missing = İşletmeci tam künyeyi buraya henüz koymadı.
imprint-contact = Ona şöyle ulaşırsınız: { $contact }
privacy-name = Veri koruma
privacy-title = Veri koruma
privacy-lead = Kısaca en önemlisi. Kimin tam olarak neyi okuyabildiği, siz yazmadan önce her merkezde yazılıdır.
privacy-text-title = Yazdıklarınız
privacy-text = Mesajlarınız tarayıcınızda şifrelenir. Onları merkezinizdeki insanlar ve anahtarları saklayan okuyabilir. Sunucuyu işleten okuyamaz.
privacy-kept-title = Ne saklanır
privacy-kept = Konu, merkez, uydurduğunuz ad ve ne zaman yazıldığı. Danışmanlık bitince her şey silinir. Kendiniz de hemen silebilirsiniz.
privacy-not-title = Ne saklanmaz
privacy-not = Posta kodunuz, cihazınızın internetteki adresi (IP adresi) ve arama alanına yazdıklarınız. Ziyaretleri saymayız ve başka sitelerden hiçbir şey yüklemeyiz.
privacy-cookies-title = Çerezler
privacy-cookies = İki tane, yalnızca gerekince: biri girişinizi tutar, biri değiştirirseniz dili hatırlar. Tarayıcıyı kapatınca ikisi de kaybolur.
privacy-missing = İşletmeci { $operator }, haklarınızla birlikte tam açıklamayı buraya henüz koymadı.
privacy-link = İşletmecinin tam açıklaması
privacy-centre = Bu merkezde veri koruma
privacy-controller = Sorumlu
privacy-contact = Veri korumayla ilgili sorular
privacy-operator = Platformun işletmecisi
privacy-unsaid = Merkez bunu burada henüz yazmadı.
privacy-erased-title = Ne zaman silinir
privacy-erased = Danışmanlığın bitiminden bu kadar gün sonra her şey silinmiş olur. Kendiniz de hemen silebilirsiniz.
privacy-version = Bu açıklamanın sürümü: { $version }. Onay verdiğinizde hangi sürümün geçerli olduğu danışmanlığınızla birlikte kaydedilir.
privacy-general = Genel veri koruma
accessibility-name = Erişilebilirlik
accessibility-title = Erişilebilirlik
accessibility-lead = Bu sayfaları herkes kullanabilmelidir. Ölçü WCAG 2.2, AA düzeyidir.
accessibility-can = Klavyeyle ve ekran okuyucuyla kullanılabilir, 400 % büyütülebilir, dar bir telefonda okunabilir ve koyu görünümü vardır. Yazmaya kadar her şey JavaScript olmadan çalışır.
accessibility-simple = Kolay Almanca ve başka dillerde vardır. Çevirilerin çoğunu bir bilgisayar yaptı. İlgili insanlar henüz denetlemedi.
accessibility-cannot-title = Henüz olmayanlar
accessibility-cannot = İşaret dilinde video yok. Bağımsız bir denetim henüz yapılmadı. Merkezlerin kendileri hakkında yazdıkları yalnızca Almancadır. Posta kodu ve ad alanlarını tarayıcı bilerek doldurmaz; böylece kimse cihazınızda bulamaz.
accessibility-feedback-title = Bir engelle mi karşılaştınız?
accessibility-feedback = Lütfen işletmeciye söyleyin: { $operator }.
accessibility-missing = İşletmeci kendi açıklamasını buraya henüz koymadı.

# The e-mail when an answer waits: it does not say from whom and about what

mail-code-subject = Kodunuz
mail-code-text =
    Merhaba,

    biri bu adresi, adla oturum açılan bir sayfada yazdı. Siz miydiniz? Öyleyse orada şu kodu girin:

    { $code }

    Kod 30 dakika geçerlidir. Siz değilseniz bir şey yapmanız gerekmez: Başka bir şey gelmez.

mail-subject = Yeni bir şey var
mail-text =
    Merhaba,

    adınızla oturum açtığınız yerde sizin için yeni bir şey var.

    Burada bilerek daha fazlası yazılmıyor. Lütfen bu e-postayı yanıtlamayın: kimse okumuyor. Başka e-postalar ancak siz orada bulunduktan sonra gelir; onları orada kapatabilirsiniz de.

## Livechat

live-now = Hesapsız canlı sohbet – şu konular için şimdi biri var: { $topics }
live-now-somewhere = Hesapsız canlı sohbet – bazı bölgelerde şu konu için şimdi biri var: { $topics }. Sizin bölgenizde de olup olmadığını posta kodunuzu yazınca görürsünüz.
live-title = Hemen sohbet et, hesap olmadan
live-there = Şu merkezden biri şimdi canlı sohbette: { $centre }.
live-go = Canlı sohbete geç
live-full = Canlı sohbette biri var, ama zaten çok fazla kişi bekliyor. Daha sonra yeniden deneyin ya da şimdi yazıp yanıtı sonra okuyun.
live-name = Canlı sohbet
live-page = Hesapsız canlı sohbet
live-lead = { $centre } şimdi sizin için burada.
live-agree = “Canlı sohbete geç” ile bunu kabul edersiniz.
live-nameless = Ada da parolaya da gerek yok.
live-open = Yazdıklarınız yalnızca bu açık sayfada bulunur. Yeniden yüklemek veya kapatmak görüşmeyi bitirir.
live-gone = Bittikten sonra 48 saat içinde her şey silinir.
live-keep = Gitmeden önce görüşmeyi bir hesapla saklayabilirsiniz.
live-waiting =
    { $waiting ->
        [0] Şu anda kimse beklemiyor.
        [one] Şu anda bir kişi bekliyor.
       *[other] Şu anda { $waiting } kişi bekliyor.
    }
live-minutes = Son zamanlarda çoğunlukla yaklaşık { $minutes } dakika sürdü.
live-unknown = Ne kadar süreceğini bilmiyoruz.
live-nobody = Şu anda canlı sohbette kimse yok.
live-lasting = Yazıp yanıtı sonra okumayı tercih ederim
live-off = Canlı sohbet için tarayıcınızın JavaScript’e ihtiyacı var.

## The first appointment

first-title = Hemen bir randevu mu istersiniz?
first-offer = Önce yazmadan, yüz yüze de olmak üzere boş bir saat seçebilirsiniz: { $centre }.
first-go = Boş saatleri gör
first-none = Şu anda ilk randevu için boş saat yok: { $centre }. Yazabilir ve görüşmede randevu isteyebilirsiniz.
first-name = İlk randevu
first-page = İlk randevunuz
first-lead = Şu merkezin boş saatleri: { $centre }. Seçtikten sonra bir ad ve bir parola belirlersiniz. Ardından randevu sizin adınıza kaydedilir.
first-who = Sizi kabul eden kişi sohbette de size danışmanlık yapar. Randevuyu orada erteleyebilir veya iptal edebilirsiniz.
first-choose = Hangi saat size uyuyor?
first-gone = Bu saat artık boş değil. Lütfen başka bir saat seçin.
first-write = Önce yazmayı tercih ederim
first-chosen = Randevunuz: { $slot }. Sohbette yazdığı anda geçerlidir.
first-slot =
    { $day ->
         [0] Pazartesi
         [1] Salı
         [2] Çarşamba
         [3] Perşembe
         [4] Cuma
         [5] Cumartesi
        *[other] Pazar
    }, { $date }, saat { $time }, { $minutes } dakika, { $venue ->
         [0] danışma merkezinde
         [1] telefonla
         [2] görüntülü
        *[other] burada sohbette
    }
