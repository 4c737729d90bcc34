"""What Word puts on the clipboard, in invented words."""

HEAD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm;} @list l0 {mso-list-id:1;} --></style>
</head>
<body lang=EN-GB style='tab-interval:36.0pt'>
<!--StartFragment-->
<p class=MsoTitle><b>JOINT STATEMENT</b><o:p></o:p></p>
<p class=MsoNormal>The members of the Riverine Cooperation Forum met in Tarn
on 3 June 2031 and concluded as follows:<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
"""
END = "<!--EndFragment--></body></html>"


def listed(label: str, words: str, *, level: int = 1, font: str = "Wingdings", conditional: str = "<![{}]>") -> str:
    """A list's paragraph as Word writes it, its lines broken where Word breaks them."""
    return (
        f"<p class=MsoListParagraph style='margin-left:{36 * level}.0pt;text-indent:-18.0pt;mso-list:l0 level{level}\n"
        f"lfo1'>{conditional.format('if !supportLists')}<span lang=EN-GB style='font-family:{font};\n"
        f"mso-fareast-font-family:{font}'><span style='mso-list:Ignore'>{label}<span style='font:7.0pt\n"
        '"Times New Roman"\'>&nbsp;&nbsp;\n'
        f"</span></span></span>{conditional.format('endif')}<span lang=EN-GB>{words}<o:p></o:p></span></p>\n"
    )


def copied(*paragraphs: str) -> str:
    """A statement with these paragraphs, as it comes out of Word."""
    return HEAD + "".join(paragraphs) + END
