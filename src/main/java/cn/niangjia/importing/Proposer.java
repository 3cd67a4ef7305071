package cn.niangjia.importing;

import cn.niangjia.knowledge.Description;
import cn.niangjia.knowledge.Kind;
import cn.niangjia.knowledge.Region;
import cn.niangjia.knowledge.Regions;
import cn.niangjia.knowledge.Topic;
import cn.niangjia.knowledge.Visibility;
import cn.niangjia.publishing.Provenance.Origin;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads from a text what it seems to be, and says for each part where it stands. What the text does not say stays open: a date that is
 * guessed would be taken for one that is known.
 */
@Component
class Proposer {

    /** @param fields by part of the description: where it was read, and what to look at */
    record Proposal(Description description, Map<String, Origin> fields, List<String> warnings) {
    }

    private record Found<T>(T value, String place) {
    }

    private static final Pattern NUMBER = Pattern.compile("([\\p{IsHan}]{1,10})\\s?[〔\\[【（(]\\s?(\\d{4})\\s?[〕\\]】）)]\\s?第?\\s?(\\d{1,4})\\s?号");
    private static final Pattern DATE = Pattern.compile("(\\d{4})\\s?年\\s?(\\d{1,2})\\s?月\\s?(\\d{1,2})\\s?日|(\\d{4})-(\\d{1,2})-(\\d{1,2})");
    private static final Pattern ISSUED = Pattern.compile("(?:发布日期|发布时间|成文日期|印发日期|发文日期)[：:]\\s*(" + DATE.pattern() + ")");
    private static final Pattern EFFECTIVE = Pattern.compile("自\\s?(" + DATE.pattern() + ")\\s?起(?:正式)?(?:施行|执行|实施|生效)");
    private static final Pattern UNTIL = Pattern.compile("(?:有效期(?:限)?(?:至|到)|截止(?:日期|时间)?(?:为|至|到|：|:)|执行至|施行至)\\s?(" + DATE.pattern() + ")");
    private static final Pattern YEARS = Pattern.compile("有效期(?:为|是)?\\s?([1-9一二两三四五六七八九十]|10)\\s?年");
    private static final Pattern POLICY = Pattern.compile("(?:通知|办法|意见|方案|细则|规定|制度|公告|通告|批复|规程|标准)(?:[（(].{1,8}[）)])?$");
    private static final Pattern REPORTED = Pattern.compile("(?m)^[\\s　]*(?:本报|本网)?.{0,8}讯[（(\\s　]|[（(](?:本报)?(?:记者|通讯员)|^[\\s　]*(?:本报记者|记者|通讯员)|据悉|记者从.{2,20}获悉");
    private static final Pattern YEAR = Pattern.compile("(19|20)\\d{2}\\s?年");
    private static final Map<Topic, Pattern> TOPICS = Map.of(
            Topic.JOINING, Pattern.compile("入会|加入工会|建会|会员(?:发展|登记|转接|会籍)|会籍|新就业形态劳动者.{0,6}(?:入会|加入)|扫码入"),
            Topic.BENEFITS, Pattern.compile("帮扶|困难职工|助学|送温暖|送清凉|高温津贴|医疗互助|互助保障|疗休养|慰问|职工书屋|托管班|会员卡|普惠|优惠|补助金|救助金|体检|两癌|心理(?:咨询|服务)|户外劳动者|爱心驿站"),
            Topic.LEGAL_AID, Pattern.compile("法律援助|劳动争议|欠薪|拖欠.{0,4}(?:工资|报酬)|仲裁|维权|工伤|调解|律师|经济补偿|解除劳动合同|加班费|劳动监察"));

    private final Regions regions;

    Proposer(Regions regions) {
        this.regions = regions;
    }

    /**
     * @param fileName with its ending
     * @param around code of the place that a name without its province is looked for in, usually the union's own
     */
    Proposal propose(String fileName, Article article, @Nullable LocalDate pageDate, boolean questions, String around) {
        List<String> lines = article.text().lines().toList();
        Map<String, Origin> fields = new LinkedHashMap<>();
        List<String> warnings = new ArrayList<>();
        Found<String> title = title(fileName, article, lines);
        String documentNumber = kept("documentNumber", number(lines), fields);
        Found<Kind> kind = kind(title.value(), article.text(), documentNumber, questions);
        String publisher = kept("publisher", publisher(article, lines), fields);
        LocalDate issued = kept("issuedOn", issued(lines, pageDate), fields);
        LocalDate from = kept("effectiveFrom", dated(EFFECTIVE, lines), fields);
        LocalDate until = kept("effectiveUntil", until(lines, from), fields);
        fields.put("title", new Origin(title.place(), null));
        fields.put("kind", new Origin(kind.place(), null));
        List<Topic> topics = topics(title.value(), article.text());
        fields.put("topics", new Origin("按内容推断", topics.isEmpty() ? "看不出主题，请选" : null));
        String region = region(publisher, title.value(), article.text(), around, fields);
        warn(kind.value(), issued, until, article.text(), fields, warnings);
        return new Proposal(new Description(title.value(), kind.value(), topics, region, Visibility.STAFF, null, publisher, documentNumber, issued,
                from, until, issued, List.of(), List.of(), List.of(), null, null, null, null, List.of()), fields, warnings);
    }

    private static <T> @Nullable T kept(String name, Optional<Found<T>> found, Map<String, Origin> fields) {
        found.ifPresent(value -> fields.put(name, new Origin(value.place(), null)));
        return found.map(Found::value).orElse(null);
    }

    private static Found<String> title(String fileName, Article article, List<String> lines) {
        if (article.headline() != null) {
            return new Found<>(article.headline(), "标题行");
        }
        for (int i = 0; i < Math.min(lines.size(), 12); i++) {
            String line = lines.get(i).replaceFirst("^#+\\s*", "").strip();
            boolean heading = lines.get(i).startsWith("#");
            boolean likely = line.length() >= 4 && line.length() <= 60 && !line.matches(".*[。；，：:]$") && !NUMBER.matcher(line).find() && !line.startsWith("|")
                    && !DATE.matcher(line).find();
            if (heading || likely) {
                return new Found<>(cut(line.isEmpty() ? stem(fileName) : line), "第 %d 行".formatted(i + 1));
            }
        }
        return new Found<>(cut(stem(fileName)), "文件名");
    }

    private static String cut(String title) {
        return title.length() <= 200 ? title : title.substring(0, 200);
    }

    private static String stem(String fileName) {
        return fileName.substring(fileName.lastIndexOf('/') + 1).replaceFirst("\\.[^.]+$", "");
    }

    private static Optional<Found<String>> number(List<String> lines) {
        for (int i = 0; i < Math.min(lines.size(), 15); i++) {
            Matcher number = NUMBER.matcher(lines.get(i));
            if (number.find()) {
                return Optional.of(new Found<>("%s〔%s〕%s号".formatted(number.group(1), number.group(2), number.group(3)), "第 %d 行".formatted(i + 1)));
            }
        }
        return Optional.empty();
    }

    private static Found<Kind> kind(String title, String text, @Nullable String documentNumber, boolean questions) {
        if (questions) {
            return new Found<>(Kind.FAQ, "问答表");
        }
        if (REPORTED.matcher(text).find() && documentNumber == null) {
            return new Found<>(Kind.NEWS, "文中有记者署名或电头");
        }
        if (documentNumber != null || POLICY.matcher(title).find()) {
            return new Found<>(Kind.POLICY, documentNumber != null ? "有文号" : "标题");
        }
        boolean asked = text.lines().filter(line -> line.matches("^[\\s#]*(?:问[:：]|\\d{1,2}[.、]).*[？?]\\s*$|^#+.*[？?]\\s*$")).count() >= 2;
        return asked ? new Found<>(Kind.FAQ, "按内容推断") : new Found<>(Kind.GUIDE, "按内容推断");
    }

    /** Of an official text the one that signs it; else the unit that the text is about. */
    private static Optional<Found<String>> publisher(Article article, List<String> lines) {
        for (int i = lines.size() - 1; i >= Math.max(0, lines.size() - 8); i--) {
            String line = lines.get(i).strip();
            if (line.length() <= 30 && line.matches("[\\p{IsHan}（）()]+(?:总工会|办公室|委员会|工会|中心|局|厅)$")) {
                return Optional.of(new Found<>(line, "文末落款"));
            }
        }
        return Optional.ofNullable(article.unit()).map(unit -> new Found<>(unit,
                article.headline() != null && article.headline().contains(unit) ? "标题行" : "文中第一次提到"));
    }

    private static Optional<Found<LocalDate>> issued(List<String> lines, @Nullable LocalDate pageDate) {
        Optional<Found<LocalDate>> said = dated(ISSUED, lines);
        if (said.isPresent()) {
            return said;
        }
        for (int i = lines.size() - 1; i >= Math.max(0, lines.size() - 4); i--) {
            Matcher date = DATE.matcher(lines.get(i).strip());
            if (date.matches()) {
                return date(date, 0).map(day -> new Found<>(day, "文末落款"));
            }
        }
        return Optional.ofNullable(pageDate).map(day -> new Found<>(day, "版头"));
    }

    private static Optional<Found<LocalDate>> dated(Pattern pattern, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            Matcher found = pattern.matcher(lines.get(i));
            if (found.find()) {
                String place = "第 %d 行".formatted(i + 1);
                return date(found, 1).map(day -> new Found<>(day, place));
            }
        }
        return Optional.empty();
    }

    /** @param before how many groups stand before those of {@link #DATE} */
    private static Optional<LocalDate> date(Matcher match, int before) {
        int first = match.group(before + 1) == null ? before + 4 : before + 1;
        try {
            return Optional.of(LocalDate.of(Integer.parseInt(match.group(first)), Integer.parseInt(match.group(first + 1)), Integer.parseInt(match.group(first + 2))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Found<LocalDate>> until(List<String> lines, @Nullable LocalDate from) {
        Optional<Found<LocalDate>> said = dated(UNTIL, lines);
        if (said.isPresent() || from == null) {
            return said;
        }
        for (int i = 0; i < lines.size(); i++) {
            Matcher years = YEARS.matcher(lines.get(i));
            if (years.find()) {
                return Optional.of(new Found<>(from.plusYears(years(years.group(1))).minusDays(1), "第 %d 行，从施行日起算".formatted(i + 1)));
            }
        }
        return Optional.empty();
    }

    private static int years(String number) {
        int chinese = "一二三四五六七八九十".indexOf(number) + 1;
        return number.equals("两") ? 2 : chinese > 0 ? chinese : Integer.parseInt(number);
    }

    private static List<Topic> topics(String title, String text) {
        Map<Topic, Long> counts = new LinkedHashMap<>();
        TOPICS.forEach((topic, words) -> counts.put(topic, 5 * words.matcher(title).results().count() + words.matcher(text).results().count()));
        long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return Arrays.stream(Topic.values()).filter(topic -> most >= 2 && counts.getOrDefault(topic, 0L) * 2 > most).toList();
    }

    private String region(@Nullable String publisher, String title, String text, String around, Map<String, Origin> fields) {
        Optional<Region> named = Optional.ofNullable(publisher).flatMap(unit -> regions.namedIn(unit, around)).or(() -> regions.namedIn(title, around));
        if (named.isPresent()) {
            fields.put("region", new Origin(publisher != null ? "发布单位" : "标题", null));
            return named.get().code();
        }
        boolean nationwide = publisher != null && publisher.contains("全国总工会");
        fields.put("region", new Origin("", nationwide ? null : "没认出是哪里的，先当作" + regions.name(around) + "，请选地区"));
        return nationwide ? Region.WHOLE_COUNTRY : around;
    }

    private static void warn(Kind kind, @Nullable LocalDate issued, @Nullable LocalDate until, String text, Map<String, Origin> fields, List<String> warnings) {
        if (kind == Kind.NEWS && issued == null) {
            String warning = YEAR.matcher(text).find() ? "没找到发布日期，请填" : "没写年份，按哪年的不清楚，请填发布日期";
            fields.put("issuedOn", new Origin("", warning));
            warnings.add(warning);
        }
        if (kind == Kind.POLICY && until == null) {
            fields.put("effectiveUntil", new Origin("", "没找到失效日期；长期有效就不用填"));
            warnings.add("没找到失效日期，请看一下");
        }
        fields.forEach((name, origin) -> {
            if (name.equals("region") && origin.warning() != null) {
                warnings.add("没认出是哪里的文件，请选地区");
            }
        });
    }
}
