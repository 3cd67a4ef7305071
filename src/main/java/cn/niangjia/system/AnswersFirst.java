package cn.niangjia.system;

import cn.niangjia.retrieval.QuestionsFirst;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** From a worker's message to its reply, work that can wait stands back. */
@Component
class AnswersFirst extends OncePerRequestFilter {

    private final QuestionsFirst questions;

    AnswersFirst(QuestionsFirst questions) {
        this.questions = questions;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST") || !request.getRequestURI().startsWith("/api/chat/conversations");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        questions.begun();
        try {
            chain.doFilter(request, response);
        } finally {
            questions.ended();
        }
    }
}
