package dev.labelmill.lambda.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.labelmill.lambda.payload.StrictXml.Tag;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrictXmlTest {

    /** Ten entities, each of ten of the one before: 10^9 characters if anybody put them in. */
    private static final String LAUGHS = IntStream.range(1, 10)
            .mapToObj(i -> "<!ENTITY l" + i + " \"" + ("&l" + (i - 1) + ";").repeat(10) + "\">")
            .collect(Collectors.joining("", "<!DOCTYPE a [<!ENTITY l0 \"ha\">", "]><a x=\"&l9;\">&l9;</a>"));

    private static List<String> read(InputStream in) throws IOException, UnusableContent {
        List<String> tags = new ArrayList<>();
        try (StrictXml xml = new StrictXml(in)) {
            for (Optional<Tag> tag = xml.next(); tag.isPresent(); tag = xml.next()) {
                tags.add((tag.get().opens() ? "" : "/")
                        + tag.get().name()
                        + (tag.get().attributes().node().isEmpty()
                                ? ""
                                : tag.get().attributes().node().toString()));
            }
        }
        return tags;
    }

    private static List<String> read(String xml) throws IOException, UnusableContent {
        return read(bytes(xml));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void tags_come_in_order_with_their_attributes() throws Exception {
        assertThat(read("\uFEFF<?xml version=\"1.0\"?><!-- no --><a><b c=\"1 &lt; 2\"/>text</a>\n"))
                .containsExactly("a", "b{\"c\":\"1 < 2\"}", "/b", "/a");
    }

    @Test
    void an_external_entity_is_neither_read_nor_fetched(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "s3cr3t");
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            String web = "http://127.0.0.1:" + server.getAddress().getPort() + "/x.dtd";
            for (String document : List.of(
                    "<!DOCTYPE a [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]><a>&x;</a>",
                    "<!DOCTYPE a [<!ENTITY x SYSTEM \"" + web + "\">]><a b=\"&x;\">&x;</a>",
                    "<!DOCTYPE a [<!ENTITY % x SYSTEM \"" + web + "\">%x;]><a/>",
                    "<!DOCTYPE a SYSTEM \"" + web + "\"><a/>",
                    "<!DOCTYPE a PUBLIC \"-//x//y\" \"" + web + "\"><a/>")) {
                assertThatThrownBy(() -> read(document))
                        .as(document)
                        .isInstanceOf(UnusableContent.class)
                        .hasMessageContaining("document type")
                        .hasMessageNotContaining("s3cr3t");
            }
            assertThat(asked).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void entities_of_entities_are_never_put_in() {
        assertThatThrownBy(() -> read(LAUGHS)).hasMessageContaining("document type");
        assertThatThrownBy(() -> read("<a>&undeclared;</a>")).isInstanceOf(UnusableContent.class);
        assertThatThrownBy(() -> read("<a b=\"&undeclared;\"/>")).isInstanceOf(UnusableContent.class);
    }

    /** From Java 24 on the JDK refuses a document with more than some thousands of them, unless it is told otherwise. */
    @Test
    void xmls_own_entities_may_be_many() throws Exception {
        assertThat(read("<a>" + "<b c=\"&lt;&amp;\"/>&amp;".repeat(20_000) + "</a>"))
                .hasSize(40_002);
    }

    @Test
    void a_tag_a_text_and_a_document_type_without_end_are_not_read_to_their_end() {
        for (String begun :
                List.of("<a b=\"", "<a>", "<a", "<!DOCTYPE a [<!ENTITY x \"", "<!--", "<?x ", "<a><![CDATA[")) {
            assertThatThrownBy(() -> {
                        try (StrictXml xml = new StrictXml(new SequenceInputStream(bytes(begun), new Endless()))) {
                            while (xml.next().isPresent()) {
                                xml.text();
                            }
                        }
                    })
                    .as(begun)
                    .isInstanceOf(UnusableContent.class);
        }
    }

    /** The letter x for ever; it fails where somebody reads far more of it than a tag may have. */
    private static final class Endless extends InputStream {

        private long read;

        @Override
        public int read() {
            if (++read > 8L * StrictXml.MAX_CHARS) {
                throw new AssertionError("nobody stops");
            }
            return 'x';
        }
    }

    @Test
    void depth_and_names_are_bounded() {
        assertThatThrownBy(() -> read("<a>".repeat(StrictXml.MAX_DEPTH + 1)))
                .hasMessageContaining("nested more than 32 levels deep");
        String names = IntStream.range(0, 3000).mapToObj(i -> "<n" + i + "/>").collect(Collectors.joining());
        assertThatThrownBy(() -> read("<a>" + names + "</a>")).hasMessageContaining("more than 2000 names");
        String prefixes = IntStream.range(0, 3000)
                .mapToObj(i -> "<p" + i + ":a xmlns:p" + i + "='u'/>")
                .collect(Collectors.joining());
        assertThatThrownBy(() -> read("<a>" + prefixes + "</a>")).hasMessageContaining("more than 2000 names");
        assertThatThrownBy(() -> read("<a><?target x?></a>"))
                .hasMessage("the file has a processing instruction at line 1, and may have none");
    }

    @Test
    void what_is_no_xml_or_not_utf_8_is_told_with_its_line() {
        assertThatThrownBy(() -> read("")).hasMessage("the file is empty");
        assertThatThrownBy(() -> read("<a>\n<b></a>")).hasMessageContaining("at line 2");
        assertThatThrownBy(() -> read("<a>\n<b/>")).hasMessageContaining("breaks off");
        assertThatThrownBy(() ->
                        read(new ByteArrayInputStream(new byte[] {'<', 'a', '>', (byte) 0xE4, '<', '/', 'a', '>'})))
                .hasMessageContaining("is not UTF-8");
        assertThatThrownBy(() -> read("{\"a\":1}")).isInstanceOf(UnusableContent.class);
    }

    @Test
    void a_source_that_fails_fails_as_itself() {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        };
        InputStream late = new SequenceInputStream(
                Collections.enumeration(List.of(bytes("<a>" + "<b/>".repeat(100_000)), failing)));

        assertThatThrownBy(() -> read(late)).isInstanceOf(IOException.class).hasMessage("connection reset");
    }

    @Property(tries = 2000)
    void no_text_whatever_ends_otherwise_than_as_content_that_cannot_be_used(
            @ForAll @StringLength(max = 60) @CharRange(from = '!', to = '>') @CharRange(from = '[', to = 'b')
                    String text)
            throws Exception {
        try {
            read("<a>" + text + "</a>");
        } catch (UnusableContent expected) {
            assertThat(expected).hasMessageContaining("line");
        }
    }
}
