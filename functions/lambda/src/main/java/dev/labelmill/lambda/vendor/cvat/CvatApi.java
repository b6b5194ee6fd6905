package dev.labelmill.lambda.vendor.cvat;

import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.ApiAccess;
import dev.labelmill.lambda.vendor.ApiPath;
import dev.labelmill.lambda.vendor.HttpAnswer;
import dev.labelmill.lambda.vendor.JsonApi;
import dev.labelmill.lambda.vendor.VendorApi;
import dev.labelmill.lambda.vendor.VendorRefusal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * CVAT's API (docs.cvat.ai, api_sdk/api). Keys of accounts go after the word {@code Token}; where another word is wanted, as
 * {@code Bearer} is before personal access tokens, the key in the secrets begins with it.
 */
final class CvatApi {

    private static final int PAGE = 100;
    private static final int MOST_PAGES = 100;

    private final JsonApi json;
    private final ApiAccess access;

    CvatApi(VendorApi api, ApiAccess access) {
        String key = access.key();
        this.json = new JsonApi(api, "Authorization", key.indexOf(' ') < 0 ? "Token " + key : key);
        this.access = access;
    }

    /** How requests are sent. */
    JsonApi json() {
        return json;
    }

    /** An address below the API's root. */
    ApiPath path(String fixed) {
        return ApiPath.of(access).fixed(fixed);
    }

    /**
     * What stands at an address.
     *
     * @param what it is, for sentences
     * @throws VendorRefusal if nothing does
     */
    Field get(URI uri, String what) throws UnusableContent {
        HttpAnswer answer = json.get(uri);
        if (!answer.isSuccess()) {
            throw new VendorRefusal("CVAT gives no such " + what + ": it answered with status " + answer.status());
        }
        return new Field(what, JsonApi.read(answer).node());
    }

    /**
     * All that a list holds, page by page. The address that CVAT gives of the next page is not followed: the key would go with it.
     *
     * @param fixed below the API's root
     * @param name  a parameter that says which are wanted, and its value
     */
    List<Field> list(String fixed, String name, String value) throws UnusableContent {
        List<Field> all = new ArrayList<>();
        for (int page = 1; page <= MOST_PAGES; page++) {
            Field list = get(
                    path(fixed)
                            .query(name, value)
                            .query("page", Integer.toString(page))
                            .query("page_size", Integer.toString(PAGE))
                            .uri(),
                    "list");
            all.addAll(list.member("results").elements());
            if (list.optional("next").isEmpty()) {
                return all;
            }
        }
        throw new UnusableContent(422, "CVAT's list has more than " + MOST_PAGES + " pages");
    }
}
