package dev.labelmill.bench.start;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.quarkus.funqy.lambda.FunqyStreamHandler;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A Java package in the order of an executable: its application stands before the first event is asked for, where Quarkus'
 * own handler starts it with that event. Not deployed; named to Lambda's runtime interface client by {@link PrimedStarts}.
 */
public final class StandingHandler implements RequestStreamHandler {

    private final FunqyStreamHandler functions = new FunqyStreamHandler();

    /** Begins the line that tells the processor time, in milliseconds, that it took to stand. */
    static final String STANDS = "stands after processor ms ";

    /** Starts the application, as Lambda's client makes its handler before it asks for an event. */
    public StandingHandler() {
        Quarkus.manualStart();
        long pid = ProcessHandle.current().pid();
        System.out.println(STANDS + Math.round(Start.of(pid, 0).processorMillis()));
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        functions.handleRequest(event, answer, context);
    }
}
