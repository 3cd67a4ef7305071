package cn.niangjia.retrieval;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Puts the calling thread behind all others on Linux, where the priority of a Java thread has no effect but each thread has a nice value of
 * its own that any process may raise. Threads that it starts inherit it, those that merge the index among them. Elsewhere it does nothing:
 * there a nice value belongs to the whole process.
 */
final class LowPriority {

    private static final int WHO_CALLS = 0;
    private static final int OF_PROCESS_OR_THREAD = 0;
    /** About a ninth of an ordinary thread's share where both want the same processor; at once set aside when that one wakes. */
    private static final int NICE = 10;

    private LowPriority() {
    }

    static void ofThisThread() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return;
        }
        try {
            Linker linker = Linker.nativeLinker();
            MethodHandle setPriority = linker.downcallHandle(linker.defaultLookup().findOrThrow("setpriority"),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            int _ = (int) setPriority.invokeExact(OF_PROCESS_OR_THREAD, WHO_CALLS, NICE);
        } catch (Throwable e) {
            // Without it the work goes on all the same, only less politely.
            org.slf4j.LoggerFactory.getLogger(LowPriority.class).debug("the priority of a thread cannot be lowered here", e);
        }
    }
}
