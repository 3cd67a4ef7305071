package cn.niangjia.importing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decodes a text whose encoding nobody states: UTF-8 where the bytes are right, UTF-16 where a mark says so, else GB18030 or Big5,
 * whichever gives the more everyday Chinese. Statistics over letters fail on short texts; common characters do not.
 */
record TextDecoding(String text, String encoding) {

    /** The most frequent characters of Chinese, in both scripts, and its punctuation. */
    private static final String COMMON = "的一是了不在有人我这這个個们們中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于於着著下自之年过過发發后後作里用道行所然家种種事成方多经經么麼去法学學如都同现現当當没沒动動面起看定天分还還进進好小部其些主样樣理心本前开開但因只从從想实實日军軍者意无無力它与與长長把机機十民第公此已工使情明性知全三又关關点點正业業外将將两兩高间間由问問很最重并並物手应應战戰向头頭文体體政美相见見被利什二等产產或新己制身果加西斯月话話合回特代内內信表化老给給世位次度门門任常先海通教儿兒原东東声聲提立及比员員解水名真论論处處走义義各入几幾口认認条條平系气氣题題活尔爾更别別打女变變四神总總何电電数數安少报報才结結反受目太量再感建务務做接必场場件计計管期市直德资資命山金指克许許统統区區保至队隊形社便空决決治展马馬科司五基眼书書非则則听聽白却卻界达達光放强強即像难難且权權思王象完设設式色路记記南品住告类類求据據程北边邊死张張该該交规規万萬取拉格望觉覺术術领領共确確传傳师師观觀清今切院让讓识識候带帶导導争爭运運会职職劳勞请請申办辦法援助补補贴貼费費退休保障社会工资資，。、；：？！（）“”《》0123456789";

    /** @throws RefusedFile if no encoding gives a text */
    static TextDecoding of(byte[] bytes) throws RefusedFile {
        if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
            return new TextDecoding(new String(bytes, StandardCharsets.UTF_16).replace("\uFEFF", ""), "UTF-16");
        }
        Optional<String> utf8 = strictly(bytes, StandardCharsets.UTF_8);
        if (utf8.isPresent()) {
            return new TextDecoding(utf8.get().replace("\uFEFF", ""), "");
        }
        return Stream.of("GB18030", "Big5").flatMap(name -> strictly(bytes, Charset.forName(name)).map(text -> new TextDecoding(text, name)).stream())
                .max((one, other) -> Double.compare(one.everyday(), other.everyday())).filter(best -> best.everyday() > .15)
                .orElseThrow(() -> new RefusedFile(RefusedFile.Reason.BROKEN));
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }

    /** Empty if some bytes are no characters in it. */
    static Optional<String> strictly(byte[] bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private double everyday() {
        return everyday(text);
    }

    /** Share of common characters among those that are not ASCII. */
    static double everyday(String text) {
        long all = text.chars().filter(c -> c > 127).count();
        return all == 0 ? 1 : (double) text.chars().filter(c -> c > 127 && COMMON.indexOf(c) >= 0).count() / all;
    }
}
