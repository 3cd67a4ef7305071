package cn.niangjia.system;

import cn.niangjia.account.Accounts;
import cn.niangjia.account.StaffChanged;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Who may call what. Workers need no account: a conversation's own token opens it, and {@code chat} checks that. Staff sign in on
 * their pages, which keeps a session and asks a token of every change; scripts give HTTP Basic credentials, which keep nothing.
 */
@Configuration
@EnableScheduling
class SecurityConfiguration {

    private final Cache<String, Authentication> verified = Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(60)).maximumSize(1_000).build();
    private final ObjectProvider<JdbcIndexedSessionRepository> sessions;

    SecurityConfiguration(ObjectProvider<JdbcIndexedSessionRepository> sessions) {
        this.sessions = sessions;
    }

    private static final RequestMatcher CONVERSATIONS = PathPatternRequestMatcher.withDefaults().matcher("/api/chat/**");

    @Bean
    SecurityFilterChain filterChain(HttpSecurity http, AuthenticationManager authentication, SecurityContextRepository contexts,
            CsrfTokenRepository tokens, Accounts accounts, ProblemWriter problems, PageHeaders pageHeaders) throws Exception {
        return http
                .authenticationManager(authentication)
                .securityContext(context -> context.securityContextRepository(contexts))
                .csrf(csrf -> csrf.csrfTokenRepository(tokens).csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler())
                        .ignoringRequestMatchers(CONVERSATIONS, SecurityConfiguration::isScript))
                .addFilterAfter(new StillStaff(accounts), SecurityContextHolderFilter.class)
                .requestCache(cache -> cache.disable())
                .httpBasic(basic -> basic.authenticationEntryPoint(problems::unauthorized))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(problems::unauthorized)
                        .accessDeniedHandler(problems::forbidden))
                // X-Frame-Options cannot name other sites; frame-ancestors, which can, stands in the policy.
                .headers(headers -> headers.frameOptions(FrameOptionsConfig::disable).addHeaderWriter(pageHeaders)
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
                .authorizeHttpRequests(requests -> requests
                        // The end of a stream whose beginning was allowed; a script's credentials are not kept until then.
                        .dispatcherTypeMatchers(DispatcherType.ASYNC).permitAll()
                        .requestMatchers(EndpointRequest.to("health")).permitAll()
                        .requestMatchers(EndpointRequest.toAnyEndpoint()).hasRole("ADMIN")
                        .requestMatchers("/api/chat/**", "/api-docs/**").permitAll()
                        .requestMatchers("/api/session").permitAll()
                        .requestMatchers("/api/admin/staff/**", "/api/admin/audit/**", "/api/admin/index/**", "/api/admin/on-call/**").hasRole("ADMIN")
                        .requestMatchers(HttpMethod.GET, "/api/admin/calendar/**", "/api/admin/ticket-categories").authenticated()
                        .requestMatchers("/api/admin/calendar/**", "/api/admin/ticket-categories").hasRole("ADMIN")
                        .requestMatchers("/api/admin/**").hasAnyRole("EDITOR", "REVIEWER", "ADMIN")
                        .requestMatchers("/api/handoffs/**", "/api/workbench/**", "/api/tickets/**").hasAnyRole("AGENT", "SUPERVISOR", "ADMIN")
                        .requestMatchers("/api/**").authenticated()
                        .anyRequest().permitAll())
                .build();
    }

    /** A page in a browser cannot send these headers so; what a browser sends of itself is never taken for a script. */
    private static boolean isScript(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        return authorization != null && authorization.startsWith("Basic ") && request.getHeader("Sec-Fetch-Site") == null;
    }

    @Bean
    SecurityContextRepository securityContexts() {
        return new HttpSessionSecurityContextRepository();
    }

    @Bean
    CsrfTokenRepository csrfTokens() {
        return new HttpSessionCsrfTokenRepository();
    }

    /** An encoded slash is part of a document's id, which is one segment of the path. */
    @Bean
    HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowUrlEncodedSlash(true);
        firewall.setAllowUrlEncodedPercent(true);
        return firewall;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> encodedSlashes() {
        return factory -> factory.addConnectorCustomizers(connector -> connector.setEncodedSolidusHandling("passthrough"));
    }

    /** New rights hold at once: whoever was signed in with the old ones has to sign in anew. {@link StillStaff} turns away who was just signing in. */
    @TransactionalEventListener(fallbackExecution = true)
    void on(StaffChanged event) {
        sessions.getObject().findByPrincipalName(event.name()).keySet().forEach(sessions.getObject()::deleteById);
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    UserDetailsService userDetails(Accounts accounts) {
        return name -> accounts.find(name)
                .map(staff -> User.withUsername(staff.name()).password(staff.passwordHash()).roles(staff.role().name())
                        .disabled(staff.disabled()).build())
                .orElseThrow(() -> new UsernameNotFoundException(name));
    }

    /**
     * Hashing a password takes tens of milliseconds by design; a credential that was right is not hashed again for a minute.
     * Too many wrong ones lock the account for a while.
     */
    @Bean
    AuthenticationManager authenticationManager(UserDetailsService users, PasswordEncoder encoder, Accounts accounts) {
        DaoAuthenticationProvider provider = new DaoAuthenticationProvider(users);
        provider.setPasswordEncoder(encoder);
        AuthenticationManager checked = new ProviderManager(provider);
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return request -> {
            if (accounts.lockedUntil(request.getName()) != null) {
                throw new LockedException("locked");
            }
            String key = keyed(secret, request.getName() + "\n" + request.getCredentials() + "\n" + rights(accounts, request.getName()));
            Authentication known = verified.getIfPresent(key);
            Authentication result = known != null ? known : counted(accounts, checked, request);
            verified.put(key, result);
            return result;
        };
    }

    /** With other rights or another password than when it was verified, a credential has to be verified anew. */
    private static String rights(Accounts accounts, String name) {
        return accounts.find(name).map(staff -> staff.passwordHash() + staff.role() + staff.disabled()).orElse("");
    }

    private static Authentication counted(Accounts accounts, AuthenticationManager checked, Authentication request) {
        try {
            Authentication result = checked.authenticate(request);
            accounts.signedIn(request.getName());
            return result;
        } catch (BadCredentialsException e) {
            accounts.failed(request.getName());
            throw e;
        }
    }

    /** So that no password stands in memory, not even hashed without a key. */
    private static String keyed(byte[] secret, String credential) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(credential.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
