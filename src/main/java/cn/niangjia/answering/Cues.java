package cn.niangjia.answering;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a question asks for in kind (a time, an amount), whether a text has that kind of thing, and what the two share. */
final class Cues {

    private static final Pattern ASKS_TIME = Pattern.compile(
            "多久|多长时间|几天|几个月|几年|几日|期限|时效|什么时候|啥时候|何时|之内|多少天|多少年|来得及|过期|超过.{0,4}(天|月|年)|截止");
    private static final Pattern STEPS = Pattern.compile("怎么办?|怎样|如何");
    private static final Pattern ASKS_AMOUNT = Pattern.compile("多少(?![天日年月])|几倍|几块|几个月工资|几成|百分之|比例|标准|怎么算|怎么赔|赔几|补几|封顶|最低");
    private static final Pattern TIME = Pattern.compile("[0-9０-９一二三四五六七八九十百两半]+(个)?(工作日|日|天|周|月|年|小时|周岁)(内|以内|之内|起)?");
    private static final Pattern AMOUNT = Pattern.compile("[0-9０-９一二三四五六七八九十百两]+(\\.[0-9]+)?(元|倍|％|%|个月)|百分之|[一二三四五]分之|标准|平均工资");
    private static final Pattern LOCAL = Pattern.compile(
            "我们(这边|这儿|这里|市|县|区|省|镇|厂工会|单位工会)|咱(们)?(市|县|区|省|这)|本(市|地|区|县)|当地|附近|地址|电话(是|号)?多少|几点(上班|开门|下班)|在哪(里|儿)?办|app|小程序|公众号|二维码|密码|登录|登不上|验证码|今年|明年|去年|什么时候(发|开始|报名)");
    /** What a question wants of a guide, and what the section is called that has it. */
    private static final Map<Pattern, Pattern> SECTIONS = Map.of(
            Pattern.compile("怎么(办|弄|申请|入|加|报|走|做|要)|咋(办|弄|整|入|加|申请)|如何|步骤|流程|怎样"), Pattern.compile("怎么|怎样|如何|流程|步骤"),
            Pattern.compile("材料|带什么|要带|证件|手续|凭什么证"), Pattern.compile("材料"),
            Pattern.compile("找谁|找哪个|打什么电话|打哪|电话"), Pattern.compile("找谁|去哪|哪个电话"),
            Pattern.compile("去哪|哪里|哪儿|在哪"), Pattern.compile("怎么办|怎样|去哪|哪里|哪儿"),
            ASKS_TIME, Pattern.compile("多久|期限|时间"),
            ASKS_AMOUNT, Pattern.compile("多少|标准"),
            Pattern.compile("能不能|可以吗|能.{0,12}吗|能.{0,12}不|可不可以|算不算|算.{0,6}吗"), Pattern.compile("能不能|算不算|开头"));
    /** Characters that carry no matter: particles, and the words questions are made of. */
    private static final Pattern EMPTY = Pattern.compile("[的了吗呢吧啊呀么嘛哦哈把被给我你您他她它这那有没是不要能会可以怎么什么如何请问一个就都也还在和跟与对到上下里说想得着过去来让叫几多少]+");

    private static final Pattern UNIT = Pattern.compile("总工会|工会联合会|职工服务中心|工人文化宫|工会");

    private Cues() {
    }

    static boolean asksTime(String question) {
        return ASKS_TIME.matcher(question).find();
    }

    static boolean asksAmount(String question) {
        return ASKS_AMOUNT.matcher(question).find();
    }

    static boolean asksLocal(String question) {
        return LOCAL.matcher(question).find();
    }

    /** Whether a section's name says that it has what the question wants. */
    static boolean fits(String question, String section) {
        return SECTIONS.entrySet().stream().anyMatch(entry -> entry.getKey().matcher(question).find() && entry.getValue().matcher(section).find());
    }

    /** Whether the question speaks of what sets this section apart from the rest of its document. */
    static boolean isNamedIn(String question, String section, String title) {
        Set<String> own = pairs(STEPS.matcher(section).replaceAll(" "));
        own.removeAll(pairs(title));
        return coverage(own, question) > 0;
    }

    static boolean hasTime(String text) {
        return TIME.matcher(text).find();
    }

    static boolean hasAmount(String text) {
        return AMOUNT.matcher(text).find();
    }

    /** A question without the words for a union; its place is left. */
    static String withoutUnion(String question) {
        return UNIT.matcher(question).replaceAll(" ");
    }

    /** Pairs of neighbouring characters that carry matter. */
    static Set<String> pairs(String text) {
        Set<String> pairs = new LinkedHashSet<>();
        for (String run : text.split("[^\\p{L}\\p{N}]+")) {
            for (int i = 0; i + 2 <= run.length(); i++) {
                String pair = run.substring(i, i + 2);
                if (!EMPTY.matcher(pair).matches()) {
                    pairs.add(pair);
                }
            }
        }
        return pairs;
    }

    /** The part of {@code pairs} that stands in the text, 0 to 1. */
    static double coverage(Set<String> pairs, String text) {
        return pairs.isEmpty() ? 0 : pairs.stream().filter(text::contains).count() / (double) pairs.size();
    }
}
