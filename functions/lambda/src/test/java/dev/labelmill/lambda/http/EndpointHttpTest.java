package dev.labelmill.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.lambda.http.VendorStandIn.Said;
import dev.labelmill.lambda.notify.Post.Answer;
import dev.labelmill.lambda.notify.Post.Unanswered;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointHttpTest {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    private final VendorStandIn receiver = new VendorStandIn(asked -> Said.ok("{}"));

    @AfterEach
    void close() {
        receiver.close();
    }

    private static Answer send(EndpointHttp http, URI url) {
        return http.send(url, Map.of("webhook-id", "msg_1"), BODY);
    }

    @Test
    void the_body_and_the_headers_go_out_and_status_and_pause_come_back() {
        receiver.answer(asked -> Said.later(503, "40"));

        assertThat(send(EndpointHttp.ofAny(() -> NOW), receiver.root()))
                .isEqualTo(new Answer(503, Optional.of(Duration.ofSeconds(40))));
        assertThat(receiver.asked().get(0).body()).isEqualTo("{}");
        assertThat(receiver.asked().get(0).headers()).containsEntry("webhook-id", "msg_1");
    }

    @Test
    void in_a_deployment_neither_this_machine_nor_a_metadata_service_is_called() {
        EndpointHttp deployed = EndpointHttp.ofPublic(() -> NOW);

        for (URI inside : new URI[] {
            receiver.root(),
            URI.create("https://localhost/hook"),
            URI.create("https://169.254.169.254/latest/meta-data"),
            URI.create("https://[::ffff:127.0.0.1]/hook")
        }) {
            assertThatThrownBy(() -> send(deployed, inside))
                    .isInstanceOf(Unanswered.class)
                    .hasMessage("not called: its address is not a public one");
        }
        assertThat(receiver.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "198.19.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fd00:ec2::254",
                "fc00::1",
                "ff02::1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::1",
                "2001:0:7f00:1::1",
                "2001:db8::1",
                "::ffff:10.0.0.1"
            })
    void addresses_that_are_not_public(String address) throws UnknownHostException {
        assertThat(PublicAddresses.contains(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "192.167.1.1",
                "198.17.0.1",
                "198.20.0.1",
                "223.255.255.254",
                "2606:4700::1111",
                "2a00:1450::1"
            })
    void addresses_that_are_public(String address) throws UnknownHostException {
        assertThat(PublicAddresses.contains(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void an_answer_is_complete_without_a_body_that_never_ends() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread talker = new Thread(() -> talk(server));
            talker.setDaemon(true);
            talker.start();

            assertThat(send(
                                    EndpointHttp.ofAny(() -> NOW),
                                    URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_body_that_drips_keeps_its_connection_no_longer_than_an_answer_may_take() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread dripping = new Thread(() -> drip(server));
            dripping.setDaemon(true);
            dripping.start();

            assertThat(send(
                                    new EndpointHttp(() -> NOW, any -> true, Duration.ofSeconds(2)),
                                    URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"))
                            .status())
                    .isEqualTo(200);

            dripping.join(60_000);
            assertThat(dripping.isAlive()).as("its connection is closed").isFalse();
        }
    }

    private static void drip(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getInputStream().read(new byte[4096]);
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write('.');
                out.flush();
                Thread.sleep(20);
            }
        } catch (IOException | InterruptedException hungUp) {
            // What the test wants.
        }
    }

    private static void talk(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getInputStream().read(new byte[4096]);
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write(new byte[1024]);
                out.flush();
            }
        } catch (IOException hungUp) {
            // What the test wants.
        }
    }

    @Test
    void one_that_does_not_answer_is_left_in_time_and_one_that_is_not_there_is_told() throws IOException {
        URI nobody;
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
            assertThatThrownBy(() -> send(new EndpointHttp(() -> NOW, any -> true, Duration.ofMillis(50)), nobody))
                    .isInstanceOf(Unanswered.class)
                    .hasMessageStartingWith("no answer within");
        }
        assertThatThrownBy(() -> send(EndpointHttp.ofAny(() -> NOW), nobody))
                .isInstanceOf(Unanswered.class)
                .hasMessage("cannot be reached");
    }
}
