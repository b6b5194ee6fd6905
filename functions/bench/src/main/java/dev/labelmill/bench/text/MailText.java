package dev.labelmill.bench.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.mime4j.dom.Body;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.TextBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.MimeConfig;
import org.jsoup.Jsoup;

/**
 * What a person reads of a mail: its subject and its text. All other headers are left out: filters that the mail went
 * through have written their verdict there. Of alternatives the plain one is taken unless it is blank, attachments that are
 * not text are left out, HTML becomes the text that it shows.
 */
final class MailText {

    /** More than a sentence model reads of a text. */
    private static final int LONGEST = 4_000;

    /** Fields are as long as mails have them, and a line of the header that is none does not end it. */
    private static final MimeConfig LENIENT = MimeConfig.custom()
            .setMaxLineLen(-1)
            .setMaxHeaderLen(-1)
            .setMaxHeaderCount(-1)
            .setMalformedHeaderStartsBody(false)
            .build();

    private MailText() {}

    /**
     * A mail's text, white space collapsed, cut at {@value #LONGEST} characters.
     *
     * @param mail as RFC 5322 has it; a first line of an mbox file may stand before it
     */
    static String of(byte[] mail) throws IOException {
        DefaultMessageBuilder builder = new DefaultMessageBuilder();
        builder.setMimeEntityConfig(LENIENT);
        int start = envelope(mail);
        Message message = builder.parseMessage(new ByteArrayInputStream(mail, start, mail.length - start));
        try {
            String text = message(message).replaceAll("\\s+", " ").strip();
            return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        } finally {
            message.dispose();
        }
    }

    private static int envelope(byte[] mail) {
        int start = 0;
        if (mail.length > 5 && mail[0] == 'F' && mail[4] == ' ') {
            while (start < mail.length && mail[start] != '\n') {
                start++;
            }
            start++;
        }
        return Math.min(start, mail.length);
    }

    private static String message(Message message) throws IOException {
        String subject = Optional.ofNullable(message.getSubject()).orElse("");
        return subject + "\n" + entity(message);
    }

    private static String entity(Entity entity) throws IOException {
        Body body = entity.getBody();
        String type =
                Optional.ofNullable(entity.getMimeType()).orElse("text/plain").toLowerCase(Locale.ROOT);
        if (body instanceof Multipart parts) {
            return type.equals("multipart/alternative") ? alternative(parts) : all(parts);
        }
        if (body instanceof Message inner) {
            return message(inner);
        }
        if (!(body instanceof TextBody text)) {
            return "";
        }
        return type.equals("text/html") ? Jsoup.parse(read(text)).text() : read(text);
    }

    private static String all(Multipart parts) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Entity part : parts.getBodyParts()) {
            all.append(entity(part)).append('\n');
        }
        return all.toString();
    }

    /** Parts stand from the plainest to the richest: the first that says something. */
    private static String alternative(Multipart parts) throws IOException {
        for (Entity part : parts.getBodyParts()) {
            String text = entity(part);
            if (!text.isBlank()) {
                return text;
            }
        }
        return "";
    }

    private static String read(TextBody body) throws IOException {
        StringWriter text = new StringWriter();
        try (Reader reader = body.getReader()) {
            reader.transferTo(text);
        }
        return text.toString();
    }
}
