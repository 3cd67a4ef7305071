package cn.niangjia.account;

import cn.niangjia.conversation.UnionSettings;
import cn.niangjia.knowledge.Regions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.security.Principal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Signing in and out on the staff's pages. Scripts need none of it: they send their credentials with each request. */
@RestController
@RequestMapping("/api/session")
class SessionController {

    record Place(String code, String name) {
    }

    record SignedIn(String name, String displayName, Role role, Place region) {
    }

    record Union(String name) {
    }

    /** @param csrf to be sent as {@code X-CSRF-TOKEN} with every change @param staff null: nobody is signed in */
    record Session(String csrf, @Nullable SignedIn staff, Union union) {
    }

    record Open(boolean current, Instant since, Instant lastUsed) {
    }

    record Credentials(@NotBlank(message = "请填账号") String name, @NotBlank(message = "请填密码") String password) {
    }

    record NewPassword(@NotBlank(message = "请填现在的密码") String current,
            @NotBlank(message = "请填新密码") String next) {
    }

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final Accounts accounts;
    private final Audit audit;
    private final Regions regions;
    private final UnionSettings union;
    private final AuthenticationManager authentication;
    private final SecurityContextRepository contexts;
    private final CsrfTokenRepository tokens;
    private final FindByIndexNameSessionRepository<? extends org.springframework.session.Session> sessions;

    SessionController(Accounts accounts, Audit audit, Regions regions, UnionSettings union, AuthenticationManager authentication,
            SecurityContextRepository contexts, CsrfTokenRepository tokens,
            FindByIndexNameSessionRepository<? extends org.springframework.session.Session> sessions) {
        this.accounts = accounts;
        this.audit = audit;
        this.regions = regions;
        this.union = union;
        this.authentication = authentication;
        this.contexts = contexts;
        this.tokens = tokens;
        this.sessions = sessions;
    }

    @GetMapping
    Session session(@Nullable Principal principal, CsrfToken token) {
        SignedIn staff = principal == null ? null : accounts.find(principal.getName()).map(this::signedIn).orElse(null);
        return new Session(token.getToken(), staff, new Union(union.name()));
    }

    private SignedIn signedIn(Staff staff) {
        return new SignedIn(staff.name(), staff.displayName(), staff.role(), new Place(staff.region(), regions.name(staff.region())));
    }

    /** @throws ResponseStatusException 401 wrong, 429 too often wrong */
    @PostMapping
    Session signIn(@RequestBody @Valid Credentials credentials, HttpServletRequest request, HttpServletResponse response) {
        Authentication signedIn = authenticate(credentials);
        HttpSession session = request.getSession(false);
        if (session != null) {
            request.changeSessionId();
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(signedIn);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        audit.add(signedIn.getName(), Audit.Action.SIGNED_IN, signedIn.getName(), "");
        return session(signedIn, freshToken(request, response));
    }

    /** A token from before the sign-in is not good after it. */
    private CsrfToken freshToken(HttpServletRequest request, HttpServletResponse response) {
        CsrfToken token = tokens.generateToken(request);
        tokens.saveToken(token, request, response);
        return token;
    }

    private Authentication authenticate(Credentials credentials) {
        try {
            return authentication.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(credentials.name().strip(), credentials.password()));
        } catch (LockedException e) {
            OffsetDateTime until = accounts.lockedUntil(credentials.name().strip());
            throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS,
                    "密码错了好几次，为了安全先锁上了。%s再试，或请管理员解锁".formatted(until == null ? "过一会儿" : "请 " + TIME.format(until) + " 以后"));
        } catch (AuthenticationException e) {
            accounts.find(credentials.name().strip()).ifPresent(staff -> audit.add(staff.name(), Audit.Action.SIGN_IN_REFUSED, staff.name(), ""));
            throw new ResponseStatusException(HttpStatus.UNAUTHORIZED, "账号或密码不对，请再试一次");
        }
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(@Nullable Principal principal, HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        if (principal != null) {
            audit.add(principal.getName(), Audit.Action.SIGNED_OUT, principal.getName(), "");
        }
    }

    /** Where this person is signed in, what was used last first. */
    @GetMapping("/all")
    List<Open> open(Principal principal, HttpSession current) {
        return sessions.findByPrincipalName(principal.getName()).values().stream()
                .map(session -> new Open(session.getId().equals(current.getId()), session.getCreationTime(), session.getLastAccessedTime()))
                .sorted(Comparator.comparing(Open::lastUsed).reversed()).toList();
    }

    /** Signs this person out everywhere but here. */
    @DeleteMapping("/others")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOutElsewhere(Principal principal, HttpSession current) {
        sessions.findByPrincipalName(principal.getName()).keySet().stream().filter(id -> !id.equals(current.getId())).forEach(sessions::deleteById);
        audit.add(principal.getName(), Audit.Action.SIGNED_OUT, principal.getName(), "其他地方");
    }

    /** Signs this person out everywhere. */
    @PutMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@RequestBody @Valid NewPassword password, Principal principal) {
        Staff staff = accounts.find(principal.getName()).orElseThrow();
        if (!accounts.isPasswordOf(staff, password.current())) {
            accounts.failed(staff.name());
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, "现在的密码不对");
        }
        Passwords.check(staff.name(), password.next());
        if (password.next().equals(password.current())) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, "新密码和现在的一样，请换一个");
        }
        accounts.setPassword(staff.name(), password.next());
        audit.add(staff.name(), Audit.Action.PASSWORD_CHANGED, staff.name(), "");
    }
}
