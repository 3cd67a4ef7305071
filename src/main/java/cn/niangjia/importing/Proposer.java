package cn.niangjia.importing;

import cn.niangjia.knowledge.ChineseDates;
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
    private static final Pattern YEARS = Pattern.compile("(?:有效期|试行期|有效期限|试行)(?:为|是)?\\s?([1-9一二两三四五六七八九十]|10)\\s?年");
    private static final Pattern POLICY = Pattern.compile("(?:通知|办法|意见|方案|细则|规定|制度|公告|通告|批复|规程|标准)(?:[（(].{1,8}[）)])?$");
    private static final Pattern REPORTED = Pattern.compile("[（(](?:本报)?(?:记者|通讯员)|据悉|记者从.{2,20}获悉");
    private static final Pattern YEAR = Pattern.compile("(19|20)\\d{2}\\s?年");
    private static final Map<Topic, Pattern> TOPICS = Map.of(
            Topic.JOINING, Pattern.compile("入会|加入工会|建会|会员(?:发展|登记|转接|会籍)|会籍|新就业形态劳动者.{0,6}(?:入会|加入)|扫码入"),
            Topic.BENEFITS, Pattern.compile("帮扶|困难职工|助学|送温暖|送清凉|高温津贴|医疗互助|互助保障|疗休养|慰问|职工书屋|托管班|会员卡|普惠|优惠|补助金|救助金|体检|两癌|心理(?:咨询|服务)|户外劳动者|爱心驿站"),
            Topic.LEGAL_AID, Pattern.compile("法律援助|劳动争议|欠薪|拖欠.{0,4}(?:工资|报酬)|仲裁|维权|工伤|调解|律师|经济补偿|解除劳动合同|加班费|劳动监察"));

    /** 威海市总工会文件, 签发人：…, 主动公开: what stands above the title of an official text. */
    private static final Pattern LETTERHEAD = Pattern.compile(".*(?:文件|签发人.*|公开(?:属性|方式).*|(?:特急|加急|平急|机密|秘密).{0,6}|★.*|电话记录|索引号.*|主题(?:分类|词).*|信息来源.*|来源[：:].*|作者[：:].*|字号.*)");
    private static final Pattern OFFICIAL_TITLE = Pattern.compile(".*的(?:通知|意见|方案|办法|细则|规定|决定|公告|通告|批复|函|报告|请示|通报)(?:[（(].{1,8}[）)])?$");
    private static final Pattern SIGNATURE = Pattern.compile("(?:[\\p{IsHan}（）()]+(?:总工会|办公室|委员会|工会|联合会|中心|局|厅|部|政府)[\\s　]*)+");
    private static final Pattern FROM_ISSUE = Pattern.compile("自(?:本通知|本办法)?(?:发布|印发|公布|下发|发文)之日起(?:正式)?(?:施行|执行|实施|生效)");
    private static final int HEAD = 15;

    private final Regions regions;
    private final Units units;

    Proposer(Regions regions, Units units) {
        this.regions = regions;
        this.units = units;
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
        Found<Kind> kind = kind(title.value(), article, documentNumber, questions);
        String publisher = kept("publisher", publisher(article, lines), fields);
        LocalDate issued = kept("issuedOn", issued(lines, pageDate), fields);
        LocalDate from = kept("effectiveFrom", dated(EFFECTIVE, lines).or(() -> fromIssue(lines, issued)), fields);
        LocalDate until = kept("effectiveUntil", until(lines, from), fields);
        fields.put("title", new Origin(title.place(), null));
        fields.put("kind", new Origin(kind.place(), null));
        List<Topic> topics = topics(title.value(), article.text());
        fields.put("topics", new Origin("按内容推断", topics.isEmpty() ? "看不出主题，请选" : null));
        String region = region(article, publisher, title.value(), around, fields);
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
        Optional<Found<String>> official = officialTitle(lines);
        if (official.isPresent()) {
            return official.get();
        }
        for (int i = 0; i < Math.min(lines.size(), 12); i++) {
            String line = Headlines.plain(lines.get(i));
            boolean heading = lines.get(i).startsWith("#");
            boolean likely = line.length() >= 4 && line.length() <= 60 && !line.matches(".*[。；，：]$") && !NUMBER.matcher(line).find() && !line.startsWith("|")
                    && !DATE.matcher(line).find() && !LETTERHEAD.matcher(line).matches() && !Headlines.isByline(line) && !Headlines.isMasthead(line);
            if (heading || likely) {
                return new Found<>(cut(line.isEmpty() ? stem(fileName) : line), "第 %d 行".formatted(i + 1));
            }
        }
        return new Found<>(cut(stem(fileName)), "文件名");
    }

    /** 某某总工会关于…的通知, also over several lines: then the unit stands alone above. */
    private static Optional<Found<String>> officialTitle(List<String> lines) {
        for (int i = 0; i < Math.min(lines.size(), HEAD); i++) {
            String line = Headlines.plain(lines.get(i)).replaceAll("[\\s　]+", "");
            if (line.contains("。")) {
                return Optional.empty();
            }
            if (OFFICIAL_TITLE.matcher(line).matches() && line.length() >= 6) {
                int from = i;
                String title = line;
                while (from > 0 && !title.matches("^[^《]*关于.+") && i - from < 4 && goesOnBelow(lines.get(from - 1))) {
                    title = Headlines.plain(lines.get(--from)).replaceAll("[\\s　]+", "") + title;
                }
                if (from > 0 && title.startsWith("关于") && goesOnBelow(lines.get(from - 1)) && SIGNATURE.matcher(Headlines.plain(lines.get(from - 1))).matches()) {
                    title = Headlines.plain(lines.get(--from)).replaceAll("[\\s　]+", "") + title;
                }
                return Optional.of(new Found<>(cut(title), "第 %d 行".formatted(from + 1)));
            }
        }
        return Optional.empty();
    }

    private static boolean goesOnBelow(String line) {
        String plain = Headlines.plain(line);
        return !plain.isEmpty() && plain.length() <= 40 && !NUMBER.matcher(plain).find() && !DATE.matcher(plain).find() && !LETTERHEAD.matcher(plain).matches();
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

    private static Found<Kind> kind(String title, Article article, @Nullable String documentNumber, boolean questions) {
        String text = article.text();
        if (questions) {
            return new Found<>(Kind.FAQ, "问答表");
        }
        if (article.headline() != null && documentNumber == null) {
            return new Found<>(Kind.NEWS, "报纸版面");
        }
        if ((Headlines.isReported(text) || REPORTED.matcher(text).find()) && documentNumber == null && !OFFICIAL_TITLE.matcher(title).matches()) {
            return new Found<>(Kind.NEWS, "文中有记者署名或电头");
        }
        if (documentNumber != null || POLICY.matcher(title).find()) {
            return new Found<>(Kind.POLICY, documentNumber != null ? "有文号" : "标题");
        }
        boolean asked = text.lines().filter(line -> line.matches("^[\\s#]*(?:问[:：]|\\d{1,2}[.、]).*[？?]\\s*$|^#+.*[？?]\\s*$")).count() >= 2;
        return asked ? new Found<>(Kind.FAQ, "按内容推断") : new Found<>(Kind.GUIDE, "按内容推断");
    }

    /** Of an official text the one that signs it, above the date; else the unit that the text is about. */
    private static Optional<Found<String>> publisher(Article article, List<String> lines) {
        int signature = signature(lines);
        if (signature >= 0) {
            return Optional.of(new Found<>(lines.get(signature).strip().replaceAll("[\\s　]+", " "), "文末落款"));
        }
        for (int i = lines.size() - 1; i >= Math.max(0, lines.size() - 8); i--) {
            String line = lines.get(i).strip();
            if (line.length() <= 30 && line.matches("[\\p{IsHan}（）()]+(?:总工会|办公室|委员会|工会|中心|局|厅)$")) {
                return Optional.of(new Found<>(line, "文末落款"));
            }
        }
        return Optional.ofNullable(article.unit()).map(unit -> new Found<>(unit,
                article.headline() != null && article.headline().contains(unit) ? "标题行" : "文中第一次提到"));
    }

    /** The line with a name and nothing else above a line with a date and nothing else; -1 if there is none. */
    private static int signature(List<String> lines) {
        for (int i = 1; i < lines.size(); i++) {
            int date = Headlines.full(lines, i + 1);
            String line = lines.get(i).strip();
            if (line.length() <= 50 && date < lines.size() && SIGNATURE.matcher(line).matches() && isDateAlone(lines.get(date))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isDateAlone(String line) {
        String bare = line.replaceAll("[\\s　（）()]+", "");
        return bare.matches(ChineseDates.DATE + "(?:印发|发布)?|\\d{4}-\\d{1,2}-\\d{1,2}");
    }

    private static Optional<Found<LocalDate>> issued(List<String> lines, @Nullable LocalDate pageDate) {
        Optional<Found<LocalDate>> said = dated(ISSUED, lines);
        if (said.isPresent()) {
            return said;
        }
        int signature = signature(lines);
        List<Integer> places = new ArrayList<>(signature < 0 ? List.of() : List.of(Headlines.full(lines, signature + 1)));
        for (int i = lines.size() - 1; i >= Math.max(0, lines.size() - 4); i--) {
            places.add(i);
        }
        return places.stream().map(lines::get).filter(Proposer::isDateAlone).flatMap(line -> ChineseDates.in(line.replaceAll("[\\s　]+", "")).stream()).findFirst()
                .map(day -> new Found<>(day, "文末落款")).or(() -> Optional.ofNullable(pageDate).map(day -> new Found<>(day, "版头")));
    }

    private static Optional<Found<LocalDate>> fromIssue(List<String> lines, @Nullable LocalDate issued) {
        for (int i = 0; issued != null && i < lines.size(); i++) {
            if (FROM_ISSUE.matcher(lines.get(i)).find()) {
                return Optional.of(new Found<>(issued, "第 %d 行，从印发日起算".formatted(i + 1)));
            }
        }
        return Optional.empty();
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

    /** Of the publisher, else of what title and first lines name; a unit whose name several places share is looked for in the text. */
    private String region(Article article, @Nullable String publisher, String title, String around, Map<String, Origin> fields) {
        if (publisher != null && publisher.contains("全国总工会")) {
            fields.put("region", new Origin("发布单位", null));
            return Region.WHOLE_COUNTRY;
        }
        String context = title + "\n" + article.text();
        Optional<Found<Region>> found = Optional.ofNullable(publisher).flatMap(unit -> units.place(unit, context, around)).map(place -> new Found<>(place, "发布单位"))
                .or(() -> regions.namedIn(title, around).map(place -> new Found<>(place, "标题")))
                .or(() -> units.named(article.text(), around).map(place -> new Found<>(place, "文中开头")));
        fields.put("region", found.map(place -> new Origin(place.place(), null))
                .orElseGet(() -> new Origin("", "没认出是哪里的，先当作" + regions.name(around) + "，请选地区")));
        return found.map(place -> place.value().code()).orElse(around);
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
