package cn.niangjia.system;

import jakarta.validation.ConstraintViolationException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Every error leaves as problem details (RFC 9457) whose Chinese {@code detail} says what to do, and nothing of the request. */
@RestControllerAdvice
class WebErrors extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(WebErrors.class);

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(Exception e, Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail(e, status));
        return super.handleExceptionInternal(e, problem, headers, status, request);
    }

    private static String detail(Exception e, HttpStatusCode status) {
        return switch (e) {
            case MethodArgumentNotValidException invalid -> messages(invalid.getAllErrors());
            case HandlerMethodValidationException invalid -> messages(invalid.getAllErrors());
            case HttpMessageNotReadableException _ -> "内容看不懂：请发 JSON，并检查括号、引号和字段";
            case ResponseStatusException chosen when chosen.getReason() != null -> chosen.getReason();
            default -> detail(status);
        };
    }

    private static String messages(Iterable<? extends MessageSourceResolvable> errors) {
        return StreamSupport.stream(errors.spliterator(), false)
                .map(MessageSourceResolvable::getDefaultMessage).distinct().collect(Collectors.joining("；"));
    }

    private static String detail(HttpStatusCode status) {
        return switch (status.value()) {
            case 404 -> "没有这个地址，请检查网址";
            case 405 -> "这个地址不支持这种请求方式";
            case 406 -> "只能给出 JSON 或 text/event-stream";
            case 413 -> "内容太大了";
            case 415 -> "请用 application/json 发送";
            default -> status.is5xxServerError() ? "出了点问题，请再试一次，或拨打 12351" : "请求里有填得不对的地方，请检查参数";
        };
    }

    /** Logged by type and place only: the message of an exception may quote what somebody typed. */
    @ExceptionHandler
    ResponseEntity<Object> unexpected(RuntimeException e, WebRequest request) {
        log.error("unexpected {} at {}", e.getClass().getName(), Arrays.stream(e.getStackTrace()).limit(12).toList());
        return handleExceptionInternal(e, "", new HttpHeaders(), HttpStatus.INTERNAL_SERVER_ERROR, request);
    }

    @ExceptionHandler
    ResponseEntity<Object> invalid(ConstraintViolationException e, WebRequest request) {
        return handleExceptionInternal(e, "", new HttpHeaders(), HttpStatus.BAD_REQUEST, request);
    }
}
