package dev.labelmill.local.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.local.stack.WatchedHouse;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The page in a real browser. Skipped where no Chromium is installed, unless the system property
 * {@value WatchedPage#REQUIRED} is true.
 */
class PageBrowserTest {

    private static final int TAB = 9;
    private static final int ENTER = 13;

    private static final String REPORT =
            "REPORT RequestId: r1\tDuration: 3.53 ms\tBilled Duration: 4 ms\tMemory Size: 128 MB\tMax Memory Used: 38 MB";

    private static WatchedPage page;
    private static Browser browser;

    @BeforeAll
    static void start() throws IOException {
        page = WatchedPage.open();
        browser = page.browser();
        page.published("backlog", "7");
    }

    @AfterAll
    static void stop() throws IOException {
        if (page != null) {
            page.close();
        }
    }

    @AfterEach
    void nothing_was_refused_or_thrown() {
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/, Labelmill",
        "/dashboards/batch, Labelmill",
        "/dashboards/operations, Labelmill",
        "/batches, Batches",
        "/batches/digits, digits",
        "/batches/digits/items, digits",
        "/batches/digits/annotators, digits",
        "/rejected, Rejected",
        "/dead-letters, Dead letters",
        "/ledger, Ledger"
    })
    void every_page_fits_a_phone(String path, String heading) throws InterruptedException {
        page.open(path, 390, "light");

        browser.await("document.querySelector('h1').innerText.startsWith('" + heading + "')");
        assertThat(browser.value("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(390);
        assertThat(browser.value("document.querySelectorAll('h1').length").asInt())
                .isEqualTo(1);
        assertThat(browser.value("[...document.querySelectorAll('table')].every((table) => table.caption)")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void a_dashboard_draws_what_the_functions_log_and_follows_it() throws InterruptedException {
        page.open("/dashboards/overview", 1300, "light");

        browser.await("[...document.querySelectorAll('.legend li')].some((li) => li.innerText.includes('digits 7'))");
        browser.await(
                "[...document.querySelectorAll('canvas')].some((canvas) => "
                        + "canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value > 0))");
        browser.value("window.before = document.querySelector('canvas')");
        page.published("backlog", "11");
        browser.await("[...document.querySelectorAll('.legend li')].some((li) => li.innerText.includes('digits 11'))");
        assertThat(browser.value("window.before.isConnected").asBoolean())
                .as("the chart was kept")
                .isTrue();
    }

    @Test
    void what_a_dashboard_has_on_a_laptop_is_seen_whole_and_its_names_are_not_broken() throws InterruptedException {
        List<String> functions = List.of(
                "intake", "prelabel", "dispatch", "webhook", "score", "tally", "train", "advance", "publish", "finish");
        functions.forEach(function -> page.printed(function, REPORT));
        page.published("items", "1597");
        page.published("labelsPerHour", "14602.5");
        page.published("labelsPerHumanItem", "2.13");

        for (String name : List.of("overview", "batch", "operations")) {
            page.open("/dashboards/" + name, 1280, "light");
            browser.await("document.querySelector('.board .text') && document.querySelector('canvas')");
            assertThat(browser.value("[...document.querySelectorAll('.widget, .widget .scroll')].filter((each) =>"
                                    + " each.scrollHeight > each.clientHeight + 1 || each.scrollWidth > each.clientWidth + 1)"
                                    + ".map((each) => each.innerText).join('; ')")
                            .asText())
                    .as(name)
                    .isEmpty();
        }
        assertThat(browser.value(
                                "[...document.querySelectorAll('.widget tbody th')].map((each) => each.innerText).sort()"
                                        + ".join(' ')")
                        .asText()
                        .split(" "))
                .containsExactlyInAnyOrderElementsOf(functions);
        assertThat(browser.value("[...document.querySelectorAll('.widget tbody th')].every((each) => {"
                                + " const range = document.createRange(); range.selectNodeContents(each);"
                                + " return range.getClientRects().length === 1; })")
                        .asBoolean())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "0.51112, 51.2 %",
        "0.07, 7 %",
        "0.0735, 7.4 %",
        "0.079000001, 8 %",
        "0.00791, 0.8 %",
        "0.00781, 0.79 %",
        "1e-12, 0.01 %",
        "0, 0 %",
        "1, 100 %"
    })
    void a_bound_is_rounded_up_as_the_report_rounds_it(String bound, String said) throws InterruptedException {
        page.open("/batches", 1300, "light");

        assertThat(browser.value("import('/assets/format.js').then((format) => format.atMost(" + bound + "))")
                        .asText())
                .isEqualTo(said.replace(' ', '\u00A0'));
    }

    @ParameterizedTest
    @CsvSource({
        "dollars('-0.02'), -$0.02",
        "dollars('1234.5'), '$1,234.50'",
        "about('-5'), -$5.00",
        "share(0.072), 7.20 %",
        "duration(90), 90 s"
    })
    void figures_have_their_minus_before_the_dollar_sign_and_their_unit_in_their_line(String figure, String said)
            throws InterruptedException {
        page.open("/batches", 1300, "light");

        assertThat(browser.value("import('/assets/format.js').then((format) => format." + figure + ")")
                        .asText())
                .isEqualTo(said.replace(' ', '\u00A0'));
    }

    @Test
    void a_note_that_stands_alone_is_a_sentence() throws InterruptedException {
        page.open("/batches", 1300, "light");

        assertThat(browser.value(
                                "import('/assets/format.js').then((format) => format.sentence('stopped by its budget'))")
                        .asText())
                .isEqualTo("Stopped by its budget.");
    }

    @Test
    void uploaded_texts_stay_texts() throws InterruptedException {
        page.open("/batches/notes/items", 1300, "light");
        browser.await("document.querySelectorAll('tbody tr').length === 3");
        assertThat(browser.value("document.querySelector('tbody .excerpt').textContent")
                        .asText())
                .isEqualTo(WatchedHouse.HOSTILE);

        browser.value("document.querySelector('tbody a').click()");
        browser.await("document.querySelector('h1')?.textContent === '<b>note-0</b>'");
        assertThat(browser.value("document.querySelector('pre.text').textContent")
                        .asText())
                .isEqualTo(WatchedHouse.HOSTILE);
        assertThat(browser.value("typeof window.broken").asText()).isEqualTo("undefined");
        // The SVG is no image that is served; that the browser says so is as it should be.
        browser.forgetComplaints("/image?at=");
    }

    @Test
    void an_item_shows_its_image_and_its_labels() throws InterruptedException {
        page.open("/batches/digits/items?show=disagreements", 1300, "dark");
        browser.await("document.querySelector('.thumb')?.naturalWidth === 8");

        browser.value("document.querySelector('tbody a').click()");
        browser.await("document.querySelector('.whole')?.naturalWidth === 8");
        browser.await("document.querySelectorAll('tbody tr').length >= 2");
        browser.value("history.back()");
        browser.await("document.querySelector('.filters [aria-current]')?.textContent === 'Disagreements'");
    }

    @Test
    void the_keyboard_reaches_the_content_and_the_pages() throws InterruptedException {
        page.open("/batches", 1300, "light");
        browser.await("document.querySelector('tbody')");

        browser.press("Tab", TAB);
        assertThat(browser.value("document.activeElement.className").asText()).isEqualTo("skip");
        assertThat(browser.value("getComputedStyle(document.activeElement).outlineStyle")
                        .asText())
                .isEqualTo("solid");
        browser.press("Enter", ENTER);
        browser.await("document.activeElement.id === 'main'");
        // The page is not opened anew by that, which would take the focus away again later.
        browser.value("window.before = document.getElementById('updated').textContent");
        browser.value("document.querySelector('header nav a').focus()");
        browser.await("document.getElementById('updated').textContent !== window.before");
        assertThat(browser.value("document.activeElement.textContent").asText()).isEqualTo("Dashboards");
        browser.value(
                "[...document.querySelectorAll('tbody a')].find((link) => link.textContent === 'digits').focus()");
        browser.press("Enter", ENTER);
        browser.await("document.querySelector('h1').textContent === 'digits'");
        assertThat(browser.value("document.activeElement.id").asText()).isEqualTo("main");
    }

    @Test
    void colours_follow_the_system_until_somebody_chooses() throws InterruptedException {
        page.open("/batches", 1300, "dark");
        String dark = page.background();
        page.open("/batches", 1300, "light");
        assertThat(page.background()).isNotEqualTo(dark);

        browser.value("(() => { const theme = document.getElementById('theme'); theme.value = 'dark';"
                + " theme.dispatchEvent(new Event('change')); })()");
        assertThat(page.background()).isEqualTo(dark);
        page.open("/ledger", 1300, "light");
        assertThat(page.background()).isEqualTo(dark);
        browser.value("localStorage.clear()");
    }

    @Test
    void dead_letters_go_back_at_the_push_of_a_button() throws InterruptedException {
        page.house()
                .premises()
                .sqs()
                .sendMessage(
                        send -> send.queueUrl(page.house().queue().deadUrl()).messageBody("{\"n\":1}"));
        page.open("/dead-letters", 1300, "light");
        String button = "document.querySelector('button[aria-label=\"Send the dead letters of own back\"]')";
        browser.await("!" + button + ".disabled");

        browser.value(button + ".click()");

        browser.await("document.querySelector('.told').textContent === '1 sent back to own.'");
        browser.await(button + ".disabled");
        assertThat(page.house()
                        .premises()
                        .sqs()
                        .receiveMessage(receive ->
                                receive.queueUrl(page.house().queue().source().orElseThrow()))
                        .messages())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/batches/nowhere", "/batches/digits/item?at=nowhere"})
    void what_is_not_there_is_said_once(String path) throws InterruptedException {
        page.open(path, 1300, "light");

        browser.await("document.querySelector('main .notice')?.textContent.length > 0");
        browser.value("window.said = document.querySelector('main .notice').textContent");
        assertThat(browser.value("document.body.innerText.split(window.said).length - 1")
                        .asInt())
                .isEqualTo(1);
        // That the server answered 4xx is as it should be.
        browser.forgetComplaints("nowhere");
    }

    @Test
    void what_stands_below_the_table_of_queues_does_not_touch_it() throws InterruptedException {
        page.open("/dead-letters", 1300, "light");
        browser.await("document.querySelector('main > .scroll')");

        assertThat(browser.value("(() => { const table = document.querySelector('main > .scroll');"
                                + " return table.nextElementSibling.getBoundingClientRect().top"
                                + " - table.getBoundingClientRect().bottom; })()")
                        .asDouble())
                .isGreaterThanOrEqualTo(12);
    }
}
