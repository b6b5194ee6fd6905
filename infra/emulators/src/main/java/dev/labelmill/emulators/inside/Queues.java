package dev.labelmill.emulators.inside;

import dev.labelmill.emulators.Emulator;
import java.net.URI;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/** ElasticMQ, in memory, with the limits of SQS. */
public final class Queues implements Emulator {

    private final SQSRestServer server;
    private final int port;

    /** Starts it. */
    public Queues() {
        Quiet.down();
        server = SQSRestServerBuilder.withInterface(Loopback.HOST)
                .withDynamicPort()
                .withAWSRegion("us-east-1")
                .start();
        port = server.waitUntilStarted().localAddress().getPort();
    }

    @Override
    public URI address() {
        return Loopback.address(port);
    }

    @Override
    public void close() {
        server.stopAndWait();
    }
}
