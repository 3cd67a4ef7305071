package cn.niangjia.importing;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The union that a text is about: 某某总工会 as it is first named in full. */
class Unit {

    private static final Pattern NAMED = Pattern.compile("[\\p{IsHan}]{0,18}?(?:总工会|工会联合会|职工服务中心|工人文化宫)");
    private static final Pattern PLACE = Pattern.compile(
            "(?:中华全国|全国|(?:[\\p{IsHan}]{1,8}?(?:省|自治区|市|地区|自治州|州|盟|县|区|旗|新区|开发区|兵团)){1,4})(?=总工会|工会联合会|职工服务中心|工人文化宫)");
    /** Words that run into a name without being part of it. */
    private static final Pattern BEFORE = Pattern.compile(
            "^.*(?:近日|日前|昨日|今日|今天|昨天|今年|去年|本月|记者|从|由|据|在|和|与|及|向|对|给|让|经|是|为|到|来自|根据|按照|通过|联系|请|请找|拨打|并|将|如|如在|如果|凡在|凡|各|所在|、|：)");

    private Unit() {
    }

    /** Empty if none is named with its place. */
    static Optional<String> in(String text) {
        Matcher named = NAMED.matcher(text);
        while (named.find()) {
            Optional<String> unit = withPlace(named.group());
            if (unit.isPresent()) {
                return unit;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> withPlace(String found) {
        Matcher before = BEFORE.matcher(found);
        String name = before.find() && before.end() < found.length() - 3 ? found.substring(before.end()) : found;
        Matcher place = PLACE.matcher(name);
        return place.find() && place.start() <= 1 ? Optional.of(name.substring(place.start())) : Optional.empty();
    }
}
