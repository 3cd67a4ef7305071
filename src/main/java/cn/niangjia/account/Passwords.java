package cn.niangjia.account;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** What a password must be: long rather than odd, and nothing that is tried first (NIST SP 800-63B, 3.1.1.2). */
final class Passwords {

    private static final int SHORTEST = 10;
    /** What bcrypt takes in. */
    private static final int MOST_BYTES = 72;
    private static final int DIFFERENT = 5;
    private static final String ROWS = "01234567890 abcdefghijklmnopqrstuvwxyz qwertyuiop asdfghjkl zxcvbnm";

    private Passwords() {
    }

    /** @throws ResponseStatusException 422 with what to write instead */
    static void check(String name, String password) {
        String small = password.toLowerCase(Locale.ROOT);
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            throw unusable("密码请写 10 个字以上，可以用一句自己记得住的话");
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw unusable("密码太长了，请写在 72 个字母或 24 个汉字以内");
        }
        if (small.contains(name.toLowerCase(Locale.ROOT))) {
            throw unusable("密码里不要带账号，请换一个");
        }
        if (small.codePoints().distinct().count() < DIFFERENT || isRow(small)) {
            throw unusable("这个密码太好猜，请换一个，可以用一句自己记得住的话");
        }
    }

    /** Nearly nothing but runs such as 123456 and qwerty. */
    private static boolean isRow(String password) {
        int inRow = 0;
        for (int i = 0; i + 3 <= password.length(); i++) {
            String three = password.substring(i, i + 3);
            boolean row = ROWS.contains(three) || new StringBuilder(ROWS).reverse().indexOf(three) >= 0;
            inRow += row && !three.contains(" ") ? 1 : 0;
        }
        return inRow * 2 >= password.length();
    }

    private static ResponseStatusException unusable(String reason) {
        return new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, reason);
    }
}
