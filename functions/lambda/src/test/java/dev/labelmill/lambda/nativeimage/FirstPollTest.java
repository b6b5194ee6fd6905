package dev.labelmill.lambda.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.amazon.lambda.runtime.AbstractLambdaPollLoop;
import io.quarkus.amazon.lambda.runtime.AmazonLambdaContext;
import io.quarkus.amazon.lambda.runtime.LambdaInputReader;
import io.quarkus.amazon.lambda.runtime.LambdaOutputWriter;
import io.quarkus.runtime.Application;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * When an executable asks Lambda for its first event: Quarkus' own loop, which Java packages do not use, beside an application
 * that is still starting. What observes the application's start, as priming does, is a part of starting it.
 */
class FirstPollTest {

    /** Where the loop looks for Lambda's runtime API before it looks at Lambda's own variable. */
    private static final String API = "quarkus-internal.aws-lambda.test-api";

    private final List<String> course = new CopyOnWriteArrayList<>();
    private final CountDownLatch polled = new CountDownLatch(1);

    @Test
    void the_first_event_is_asked_for_when_all_that_starts_the_application_is_done() throws Exception {
        // Its connection breaks when the application ends, and it would say so.
        Logger.getLogger(AbstractLambdaPollLoop.class.getName()).setLevel(Level.OFF);
        HttpServer lambda = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        lambda.createContext("/", exchange -> {
            course.add("asks for an event");
            polled.countDown();
        });
        lambda.start();
        System.setProperty(API, "127.0.0.1:" + lambda.getAddress().getPort());
        try (Starting application = new Starting()) {
            application.start(new String[0]);

            assertThat(polled.await(1, TimeUnit.MINUTES)).isTrue();
            assertThat(course).startsWith("primed", "asks for an event");
        } finally {
            System.clearProperty(API);
            lambda.stop(0);
        }
    }

    private final class Starting extends Application {

        private final ShutdownTasks shutdown = new ShutdownTasks();

        Starting() {
            super(false);
        }

        @Override
        protected void doStart(String[] arguments) {
            new Loop().startPollLoop(shutdown);
            Thread loop = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("Lambda Thread"))
                    .findFirst()
                    .orElseThrow();
            while (loop.getState() != Thread.State.WAITING && polled.getCount() > 0) {
                Thread.onSpinWait();
            }
            course.add("primed");
        }

        @Override
        protected void doStop() {
            shutdown.run();
        }

        @Override
        public String getName() {
            return "starting";
        }
    }

    private static final class ShutdownTasks implements ShutdownContext {

        private final List<Runnable> tasks = new CopyOnWriteArrayList<>();

        @Override
        public void addShutdownTask(Runnable task) {
            tasks.add(task);
        }

        @Override
        public void addLastShutdownTask(Runnable task) {
            tasks.add(task);
        }

        void run() {
            tasks.forEach(Runnable::run);
        }
    }

    private static final class Loop extends AbstractLambdaPollLoop {

        Loop() {
            super(null, null, null, LaunchMode.NORMAL);
        }

        @Override
        protected boolean isStream() {
            return true;
        }

        @Override
        protected Object processRequest(Object input, AmazonLambdaContext context) {
            throw new UnsupportedOperationException("it is given streams");
        }

        @Override
        protected void processRequest(InputStream input, OutputStream output, AmazonLambdaContext context)
                throws IOException {
            input.transferTo(output);
        }

        @Override
        protected LambdaInputReader<?> getInputReader() {
            return null;
        }

        @Override
        protected LambdaOutputWriter getOutputWriter() {
            return null;
        }
    }
}
