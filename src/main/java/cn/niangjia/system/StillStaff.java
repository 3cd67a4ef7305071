package cn.niangjia.system;

import cn.niangjia.account.Accounts;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session whose account was disabled or has another role now. A change of rights removes the sessions that are there; one
 * that is being made in that very moment is found out here, by its first use.
 */
class StillStaff extends OncePerRequestFilter {

    private final Accounts accounts;

    StillStaff(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
        if (signedIn != null && !isStill(signedIn)) {
            SecurityContextHolder.clearContext();
            HttpSession session = request.getSession(false);
            if (session != null) {
                session.invalidate();
            }
        }
        chain.doFilter(request, response);
    }

    private boolean isStill(Authentication signedIn) {
        return accounts.find(signedIn.getName()).filter(staff -> !staff.disabled())
                .filter(staff -> signedIn.getAuthorities().stream().anyMatch(role -> ("ROLE_" + staff.role()).equals(role.getAuthority()))).isPresent();
    }
}
