package dev.labelmill.lambda.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.cost.Meter;
import dev.labelmill.lambda.stage.Samples;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** What is written to S3 while S3 hangs up. */
class BodyAtOnceTest {
    private static final Pattern LENGTH = Pattern.compile("Content-Length: (\\d+)");

    private final List<String> heads = new CopyOnWriteArrayList<>();

    @Test
    void a_write_is_sent_again_when_s3_hangs_up_and_does_not_ask_first() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                S3Client s3 = new Wiring().s3(builder(server.getLocalPort()), meter())) {
            new Thread(() -> hangUpAndThenAnswer(server), "s3").start();

            String etag = s3.putObject(put -> put.bucket("b").key("k"), RequestBody.fromString("content"))
                    .eTag();

            assertThat(etag).isEqualTo("\"1\"");
            assertThat(heads).hasSize(2).noneMatch(head -> head.contains("Expect"));
        }
    }

    private void hangUpAndThenAnswer(ServerSocket server) {
        try {
            try (Socket first = server.accept()) {
                heads.add(head(reader(first)));
            }
            try (Socket second = server.accept()) {
                BufferedReader request = reader(second);
                heads.add(head(request));
                request.skip(length(heads.get(1)));
                second.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: 0\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int length(String head) {
        Matcher length = LENGTH.matcher(head);
        assertThat(length.find()).as(head).isTrue();
        return Integer.parseInt(length.group(1));
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    private static String head(BufferedReader request) throws IOException {
        StringBuilder head = new StringBuilder();
        for (String line = request.readLine(); !line.isEmpty(); line = request.readLine()) {
            head.append(line).append('\n');
        }
        return head.toString();
    }

    /** As the functions' own, but for where it asks. */
    private static S3ClientBuilder builder(int port) {
        return S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(UrlConnectionHttpClient.builder());
    }

    private static Meter meter() {
        return new Meter(Samples.PRICES, 512, (nanos, failure) -> {});
    }
}
