package dev.labelmill.emulators.memory.objects;

import dev.labelmill.emulators.memory.Utf8Order;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;

/** A bucket's objects, by the UTF-8 bytes of their keys, and its unfinished uploads. Its caller is alone with it. */
final class StoredBucket {
    final NavigableMap<String, StoredObject> objects = new TreeMap<>(Utf8Order::compare);
    final Map<String, Upload> uploads = new TreeMap<>();

    /** An upload of several parts, by their numbers. */
    record Upload(String key, String contentType, Map<String, String> metadata, NavigableMap<Integer, byte[]> parts) {}

    StoredObject object(String key) {
        StoredObject object = objects.get(key);
        if (object == null) {
            throw Refused.noKey(key);
        }
        return object;
    }

    /** @param ifMatch the version that it must have; null for any */
    StoredObject object(String key, String ifMatch) {
        StoredObject object = object(key);
        if (ifMatch != null && !object.is(ifMatch)) {
            throw Refused.precondition();
        }
        return object;
    }

    String begin(String key, String contentType, Map<String, String> metadata) {
        String id = UUID.randomUUID().toString();
        uploads.put(id, new Upload(key, contentType, metadata, new TreeMap<>()));
        return id;
    }

    Upload upload(String id) {
        Upload upload = uploads.get(id);
        if (upload == null) {
            throw Refused.noUpload(id);
        }
        return upload;
    }
}
