// SPDX-License-Identifier: Apache-2.0

extension PageScript {
    /// What happens when: the page is opened, keys are pressed, it is printed.
    static let start = #"""
          function paper(isOn) {
            onPaper = isOn;
            draw();
          }

          function fit() {
            const height = body.querySelector("tr:not(.spacer)")?.offsetHeight || rowHeight;
            if (!onPaper) rowHeight = height;
            draw();
          }

          for (const [id, column] of Object.entries(filters)) fill(id, column);
          headings.forEach((heading, column) => heading.firstChild.addEventListener("click", () => sort(column)));
          headings[0].setAttribute("aria-sort", "ascending");
          search.addEventListener("input", update);
          byId("clear").addEventListener("click", () => choose({}));
          for (const button of document.querySelectorAll("button.show")) {
            button.addEventListener("click", () => {
              choose(button.dataset);
              byId("rows-title").scrollIntoView();
              view.focus({ preventScroll: true });
            });
          }
          body.addEventListener("keydown", keys);
          body.addEventListener("click", pressed);
          body.addEventListener("focusin", (event) => { active = Number(event.target.closest("tr").dataset.index); });
          byId("close").addEventListener("click", () => dialog.close());
          byId("earlier").addEventListener("click", () => turn(-1));
          byId("later").addEventListener("click", () => turn(1));
          dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
          dialog.addEventListener("close", () => move(opened));
          let frame = 0;
          const drawOnce = () => { frame = 0; draw(); };
          view.addEventListener("scroll", () => { frame ||= requestAnimationFrame(drawOnce); });
          addEventListener("resize", fit);
          addEventListener("beforeprint", () => paper(true));
          addEventListener("afterprint", () => paper(false));
          update();
          fit();

        """#
}
