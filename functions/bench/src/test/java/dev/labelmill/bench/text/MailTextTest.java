package dev.labelmill.bench.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MailTextTest {

    @Test
    void a_filters_verdict_among_the_headers_is_left_out() throws IOException {
        String text = text("""
                From someone@example.org  Thu Aug 22 12:36:23 2002
                Received: from mail.example.org
                X-Spam-Status: Yes, hits=12.0
                this line is no header
                X-Spam-Flag: YES
                Subject: =?iso-8859-1?Q?Gr=FC=DFe?=

                Good   day
                to you
                """);

        assertThat(text).isEqualTo("Grüße Good day to you");
    }

    @Test
    void of_alternatives_the_plain_one_is_taken() throws IOException {
        assertThat(text(alternatives("plain =3D plain"))).isEqualTo("Offer plain = plain");
    }

    @Test
    void html_becomes_what_it_shows_where_the_plain_part_is_blank() throws IOException {
        assertThat(text(alternatives(""))).isEqualTo("Offer shown & seen");
    }

    @Test
    void attachments_that_are_not_text_are_left_out_and_forwarded_mails_are_read() throws IOException {
        String text = text("""
                Subject: Fwd
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: image/gif
                Content-Transfer-Encoding: base64

                R0lGODlhAQABAAAAACw=
                --b
                Content-Type: message/rfc822

                Received: from elsewhere
                Subject: inner

                words
                --b--
                """);

        assertThat(text).isEqualTo("Fwd inner words");
    }

    @Test
    void an_unknown_charset_does_not_lose_a_mail() throws IOException {
        assertThat(text("Subject: a\nContent-Type: text/plain; charset=no-such-charset\n\nwords\n"))
                .isEqualTo("a words");
    }

    private static String alternatives(String plain) {
        return """
                Subject: Offer
                MIME-Version: 1.0
                Content-Type: multipart/alternative; boundary=b

                --b
                Content-Type: text/plain
                Content-Transfer-Encoding: quoted-printable

                %s
                --b
                Content-Type: text/html

                <html><head><style>p { color: red }</style></head><body><p>shown &amp; <b>seen</b></p></body></html>
                --b--
                """.formatted(plain);
    }

    private static String text(String mail) throws IOException {
        return MailText.of(mail.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
}
