package dev.labelmill.bench.load;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.labelmill.emulators.memory.Changes;
import dev.labelmill.emulators.memory.PackedMap;
import dev.labelmill.lambda.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.codec.digest.MurmurHash3;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The table's stream: shards by partition key, and of each change a record for each of its readers that wants it, as the bytes
 * of the event's JSON and outside the heap until it is read.
 */
final class Feed implements Changes {
    private static final int PLACE = 1 + Integer.BYTES + Long.BYTES;

    /** Who reads it, and of which rows. */
    enum Reader {
        SCORE {
            @Override
            boolean wants(String pk, String sk) {
                return sk.startsWith("LABEL#");
            }
        },
        TALLY {
            @Override
            boolean wants(String pk, String sk) {
                boolean fact = pk.startsWith("BATCH#") || pk.startsWith("TASK#") || pk.startsWith("DISPATCH#");
                return fact
                        && (sk.equals("META")
                                || sk.equals("TASK")
                                || sk.startsWith("CHUNK#")
                                || sk.startsWith("HOUR#")
                                || sk.startsWith("LABEL#"));
            }
        };

        /** The event source mapping's filter. */
        abstract boolean wants(String pk, String sk);
    }

    private final int shards;
    private final VirtualTime time;
    private final PackedMap records = new PackedMap();
    private final AtomicLong sequence = new AtomicLong();
    private final AtomicLong waiting = new AtomicLong();
    private long mostWaiting;

    Feed(int shards, VirtualTime time) {
        this.shards = shards;
        this.time = time;
    }

    @Override
    public synchronized void changed(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        Map<String, AttributeValue> some = after.isEmpty() ? before : after;
        String pk = some.get("pk").s();
        String sk = some.get("sk").s();
        long number = sequence.incrementAndGet();
        byte[] record = null;
        for (Reader reader : Reader.values()) {
            if (reader.wants(pk, sk)) {
                record = record == null ? record(number, pk, sk, before, after) : record;
                records.put(place(reader, shard(pk), number), record);
                mostWaiting = Math.max(mostWaiting, waiting.incrementAndGet());
            }
        }
    }

    private int shard(String pk) {
        return Math.floorMod(MurmurHash3.hash32x86(pk.getBytes(StandardCharsets.UTF_8)), shards);
    }

    /** Takes the next records of a shard off it, as far as they were made before a time. */
    List<byte[]> take(Reader reader, int shard, int most, long before) {
        List<byte[]> places = new ArrayList<>();
        List<byte[]> taken = new ArrayList<>();
        byte[] end = place(reader, shard, Long.MAX_VALUE);
        records.from(place(reader, shard, 0), (place, record) -> {
            boolean due = Arrays.compareUnsigned(place, end) < 0
                    && ByteBuffer.wrap(record).getLong() <= before
                    && taken.size() < most;
            if (due) {
                places.add(place);
                taken.add(record);
            }
            return due;
        });
        places.forEach(records::remove);
        waiting.addAndGet(-taken.size());
        return taken;
    }

    /** An event of records, as bytes. */
    static byte[] event(List<byte[]> records, int shard) {
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        event.writeBytes("{\"Records\":[".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < records.size(); i++) {
            if (i > 0) {
                event.write(',');
            }
            event.write(records.get(i), Long.BYTES, records.get(i).length - Long.BYTES);
        }
        event.writeBytes(("],\"shardId\":\"shardId-" + shard + "\",\"state\":{}}").getBytes(StandardCharsets.UTF_8));
        return event.toByteArray();
    }

    /** Records that nobody has read yet. */
    long waiting() {
        return waiting.get();
    }

    /** The most that ever were. */
    long mostWaiting() {
        return mostWaiting;
    }

    /** Bytes outside the heap. */
    long allocated() {
        return records.allocated();
    }

    private static byte[] place(Reader reader, int shard, long number) {
        return ByteBuffer.allocate(PLACE)
                .put((byte) reader.ordinal())
                .putInt(shard)
                .putLong(number)
                .array();
    }

    private byte[] record(
            long number, String pk, String sk, Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
        bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(time.micros()).array());
        try (JsonGenerator json = Json.MAPPER.getFactory().createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("eventSource", "aws:dynamodb");
            json.writeObjectFieldStart("dynamodb");
            json.writeNumberField("ApproximateCreationDateTime", time.instant().getEpochSecond());
            json.writeStringField("SequenceNumber", Long.toString(number));
            json.writeObjectFieldStart("Keys");
            write(json, "pk", AttributeValue.fromS(pk));
            write(json, "sk", AttributeValue.fromS(sk));
            json.writeEndObject();
            image(json, "OldImage", before);
            image(json, "NewImage", after);
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void image(JsonGenerator json, String name, Map<String, AttributeValue> image) throws IOException {
        if (image.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, AttributeValue> attribute : image.entrySet()) {
            write(json, attribute.getKey(), attribute.getValue());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, AttributeValue value) throws IOException {
        json.writeFieldName(name);
        write(json, value);
    }

    private static void write(JsonGenerator json, AttributeValue value) throws IOException {
        json.writeStartObject();
        switch (value.type()) {
            case S -> json.writeStringField("S", value.s());
            case N -> json.writeStringField("N", value.n());
            case BOOL -> json.writeBooleanField("BOOL", value.bool());
            case L -> {
                json.writeArrayFieldStart("L");
                for (AttributeValue member : value.l()) {
                    write(json, member);
                }
                json.writeEndArray();
            }
            case M -> {
                json.writeObjectFieldStart("M");
                for (Map.Entry<String, AttributeValue> member : value.m().entrySet()) {
                    write(json, member.getKey(), member.getValue());
                }
                json.writeEndObject();
            }
            default -> throw new IllegalStateException("no row has an attribute of type " + value.type());
        }
        json.writeEndObject();
    }
}
