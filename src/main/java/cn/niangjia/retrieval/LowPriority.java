package cn.niangjia.retrieval;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Collections;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the calling thread behind the others of this process on Linux, where the priority of a Java thread has no effect but each thread has a
 * nice value of its own that any process may raise. Threads that it starts inherit it, those that merge the index among them. Elsewhere it
 * does nothing: there a nice value belongs to the whole process.
 */
final class LowPriority {

    private static final Logger log = LoggerFactory.getLogger(LowPriority.class);
    private static final int OF_THREAD = 0;
    private static final int WHO_CALLS = 0;
    /** About a tenth of an ordinary thread's share where both want the same processor; at once set aside when that one wakes. */
    private static final int BEHIND = 10;

    private LowPriority() {
    }

    static void ofThisThread() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return;
        }
        try {
            // The thread that bears the process's number is the one it began with.
            int ordinary = (int) function("getpriority", 2).invokeExact(OF_THREAD, (int) ProcessHandle.current().pid());
            int _ = (int) function("setpriority", 3).invokeExact(OF_THREAD, WHO_CALLS, ordinary + BEHIND);
        } catch (Throwable e) {
            // Without it the work goes on all the same, only less politely.
            log.debug("the priority of a thread cannot be lowered here", e);
        }
    }

    private static MethodHandle function(String name, int parameters) {
        Linker linker = Linker.nativeLinker();
        MemoryLayout[] integers = Collections.nCopies(parameters, ValueLayout.JAVA_INT).toArray(MemoryLayout[]::new);
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(ValueLayout.JAVA_INT, integers));
    }
}
