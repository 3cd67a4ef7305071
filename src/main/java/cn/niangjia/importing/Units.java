package cn.niangjia.importing;

import cn.niangjia.knowledge.Region;
import cn.niangjia.knowledge.Regions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Finds the union that a text is about: 某某总工会 as it is first named with its place. Where a name begins is told by the table of
 * regions, since places may hold any word (和平区, 如东县, 从化区); places that the table lacks are told by their endings.
 */
@Component
class Units {

    private static final Pattern ENDING = Pattern.compile("总工会|工会联合会|工会委员会|(?:职工|工人)(?:法律)?(?:帮扶|服务)(?:服务)?中心|工人文化宫|工人疗养院|工会");
    private static final int LONGEST = 26;
    private static final int LONGEST_PLACE = 16;
    /** What may stand between the place and the ending: 竹岛街道, 快递行业; no words that make a sentence of it. */
    private static final Pattern BETWEEN = Pattern.compile("(?![和与及同等民])[^的是在到找向由让对从了被把请给或都就也已将往各]{0,14}");
    /** A bare 工会 is a unit only behind a trade or a house: 教育工会, but not 职工加入工会. */
    private static final Pattern HOUSE = Pattern.compile(
            ".*(?:街道|镇|乡|局|系统|行业|产业|集团|公司|医院|学校|大学|学院|教育|财贸|建设|交通|运输|机关|直属|社区|村|厂|矿|港|金融|能源|海员|邮电|文卫|水利|机械|冶金|建材|石化|轻工|纺织|烟草|化学|电力)");
    private static final Pattern UNLISTED = Pattern.compile(
            "(?:[\\p{IsHan}]{2,7}?(?:省|自治区|市|地区|自治州|州|盟|县|区|旗|兵团))(?:[\\p{IsHan}]{2,8}?(?:市|县|区|旗|街道|镇|乡))*[\\p{IsHan}]{0,8}");
    private static final Pattern NO_PLACE = Pattern.compile("^[\\p{IsHan}]{0,2}?[各全本我该某两多诸][\\p{IsHan}]{0,2}[省市县区旗州].*");
    /** Words that run into an unlisted name without being part of it. */
    private static final Pattern BEFORE = Pattern.compile(
            "^.*(?:近日|日前|昨日|今日|今天|昨天|今年|去年|本月|记者|从|由|据|在|和|与|及|向|对|给|让|经|是|为|到|来自|根据|按照|通过|联系|请|请找|拨打|并|将|如|如在|如果|凡在|凡|各|所在|者|来|讯|电)");
    /** A unit that only gives orders or its blessing is not the one that the text is about. */
    private static final Pattern ABOVE = Pattern.compile("^(?:的)?(?:统一|有关|相关|工作)?(?:指导|部署|支持|要求|领导|转发|《|印发|号召|授予|命名|表彰|关于|精神)");

    private final Regions regions;

    Units(Regions regions) {
        this.regions = regions;
    }

    /** Empty if none is named with its place. */
    Optional<String> in(String text) {
        List<String> above = new ArrayList<>();
        Matcher ending = ENDING.matcher(text);
        while (ending.find()) {
            Optional<String> unit = endingAt(text, ending);
            if (unit.isPresent() && !ABOVE.matcher(text.substring(ending.end())).find()) {
                return unit;
            }
            unit.ifPresent(above::add);
        }
        return above.stream().findFirst();
    }

    /** The unit with whose name a text begins. */
    Optional<String> leading(String text) {
        Matcher ending = ENDING.matcher(text.substring(0, Math.min(text.length(), LONGEST + 6)));
        return ending.find() ? endingAt(text, ending).filter(text::startsWith) : Optional.empty();
    }

    private Optional<String> endingAt(String text, Matcher ending) {
        int from = ending.start();
        while (from > 0 && ending.start() - from < LONGEST && Character.isIdeographic(text.charAt(from - 1))) {
            from--;
        }
        String before = text.substring(from, ending.start());
        return listed(before, ending.group()).or(() -> unlisted(before, ending.group())).map(name -> name + ending.group());
    }

    private Optional<String> listed(String before, String ending) {
        for (int start = 0; start < before.length(); start++) {
            int rest = afterPlaces(before, start);
            if (rest > start && fits(before.substring(rest), ending)) {
                return Optional.of(before.substring(start));
            }
        }
        return Optional.empty();
    }

    /** Behind the names of places that follow one another from here on. */
    private int afterPlaces(String text, int from) {
        for (int end = Math.min(text.length(), from + LONGEST_PLACE); end > from + 1; end--) {
            if (regions.isName(text.substring(from, end))) {
                return afterPlaces(text, end);
            }
        }
        return from;
    }

    private static boolean fits(String between, String ending) {
        return BETWEEN.matcher(between).matches() && (!ending.equals("工会") || HOUSE.matcher(between).matches());
    }

    private static Optional<String> unlisted(String before, String ending) {
        Matcher runIn = BEFORE.matcher(before);
        String name = runIn.find() && runIn.end() < before.length() - 2 ? before.substring(runIn.end()) : before;
        boolean placed = UNLISTED.matcher(name).matches() && !NO_PLACE.matcher(name).matches();
        return placed && (!ending.equals("工会") || HOUSE.matcher(name).matches()) ? Optional.of(name) : Optional.empty();
    }

    /**
     * The place of a unit. Of several places of one name (鼓楼区) the one that lies where the text is: in the union's own place, or in a
     * place named in the text.
     *
     * @param around code of the union's own place
     */
    Optional<Region> place(String unit, String text, String around) {
        Optional<Region> plain = regions.namedIn(unit, around);
        if (plain.isPresent()) {
            return plain;
        }
        for (String sentence : text.split("[。！？\\n]")) {
            Optional<Region> place = regions.namedIn(sentence.replace(unit, ""), around).flatMap(where -> regions.namedIn(unit, where.code()));
            if (place.isPresent()) {
                return place;
            }
        }
        return Optional.empty();
    }

    /** The place that a text's first lines name: 本报威海6月12日讯. */
    Optional<Region> named(String text, String around) {
        return text.lines().filter(line -> !line.isBlank()).limit(2).map(line -> line.substring(0, Math.min(60, line.length())))
                .map(line -> regions.namedIn(line, around)).flatMap(Optional::stream).findFirst();
    }
}
