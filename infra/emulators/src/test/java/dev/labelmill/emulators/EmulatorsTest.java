package dev.labelmill.emulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EmulatorsTest {

    @Test
    void two_instances_live_side_by_side() {
        try (Emulators one = Emulators.start(Emulators.Options.all());
                Emulators two = Emulators.start(Emulators.Options.all());
                var tablesOfOne = Clients.dynamoDb(one.dynamoDb());
                var tablesOfTwo = Clients.dynamoDb(two.dynamoDb());
                var bucketsOfOne = Clients.s3(one.s3());
                var bucketsOfTwo = Clients.s3(two.s3());
                var queuesOfOne = Clients.sqs(one.sqs());
                var queuesOfTwo = Clients.sqs(two.sqs())) {
            bucketsOfOne.createBucket(create -> create.bucket("only-one"));
            queuesOfOne.createQueue(create -> create.queueName("only-one"));

            assertThat(tablesOfOne.listTables().tableNames()).isEmpty();
            assertThat(tablesOfTwo.listTables().tableNames()).isEmpty();
            assertThat(bucketsOfTwo.listBuckets().buckets()).isEmpty();
            assertThat(queuesOfTwo.listQueues().queueUrls()).isEmpty();
        }
    }

    @Test
    void only_this_machine_reaches_a_server() throws IOException {
        try (Emulators emulators = Emulators.start(Emulators.Options.all())) {
            for (URI server : List.of(emulators.dynamoDb(), emulators.s3(), emulators.sqs())) {
                assertThat(reachable(InetAddress.getLoopbackAddress(), server.getPort()))
                        .isTrue();
                for (InetAddress outside : outsideAddresses()) {
                    assertThat(reachable(outside, server.getPort()))
                            .as("%s at %s", server, outside)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void closing_frees_ports_and_threads() throws Exception {
        Set<Thread> before = threads();
        Emulators emulators = Emulators.start(Emulators.Options.all());
        int port = emulators.sqs().getPort();

        emulators.close();

        assertThat(reachable(InetAddress.getLoopbackAddress(), port)).isFalse();
        assertThat(leftOver(before)).isEmpty();
    }

    @Test
    void a_server_that_was_not_asked_for_has_no_address() {
        try (Emulators emulators = Emulators.start(Emulators.Options.only(Emulators.Service.S3))) {
            assertThatThrownBy(emulators::sqs).hasMessage("SQS was not started");
        }
    }

    /** Threads of the servers still alive after they had two seconds to end. */
    private static Set<String> leftOver(Set<Thread> before) throws InterruptedException {
        Set<String> names = Set.of();
        for (int attempt = 0; attempt < 40; attempt++) {
            Set<Thread> now = threads();
            now.removeAll(before);
            names = now.stream()
                    .filter(thread -> !thread.isDaemon())
                    .map(Thread::getName)
                    .collect(Collectors.toSet());
            if (names.isEmpty()) {
                break;
            }
            Thread.sleep(50);
        }
        return names;
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream().collect(Collectors.toSet());
    }

    private static List<InetAddress> outsideAddresses() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
    }

    private static boolean reachable(InetAddress address, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 1000);
            return true;
        } catch (ConnectException refused) {
            return false;
        }
    }
}
