package io.mozpool.dist.pages;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** Finds what is on a page by what people call it. */
final class Find {

  private Find() {}

  static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  static Locator region(Page page, String name) {
    return page.getByRole(
        AriaRole.REGION, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  static Locator column(Page page, String name) {
    return page.getByRole(
        AriaRole.COLUMNHEADER, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  static Locator title(Page page) {
    return page.locator("h1");
  }

  /** The rows of the table of devices or requests that say this. */
  static Locator row(Page page, String text) {
    return page.locator(".grid-body .row", new Page.LocatorOptions().setHasText(text));
  }

  static Locator rows(Page page) {
    return page.locator(".grid-body .row");
  }

  static Locator filter(Page page, String name) {
    return page.getByRole(
        AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** The cell of a column of a row. */
  static Locator cell(Page page, String row, String column) {
    return row(page, row).locator(".c-" + column);
  }

  static void pick(Page page, String row) {
    row(page, row).locator("input").click();
  }

  /** Opens a menu and presses a button in it. */
  static void choose(Page page, String menu, String item) {
    page.locator(".menu > summary", new Page.LocatorOptions().setHasText(menu)).click();
    page.locator(".menu[open]")
        .getByText(item, new Locator.GetByTextOptions().setExact(true))
        .click();
  }

  /** The dialog that is on top. */
  static Locator dialog(Page page) {
    return page.locator("dialog[open]").last();
  }

  /** Sends the dialog that is on top. */
  static void send(Page page) {
    dialog(page).locator("footer button").last().click();
  }

  /** What is told of the newest job of the queue. */
  static Locator job(Page page) {
    return page.locator(".job").first();
  }
}
